"""SNIPS 2017 (CC0): seven intents whose slots are marked by people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..rows import Row
from .labelled import Intents, Slot
from .source import members

CAP = 900  # rows of an intent
TOOLS = """\
AddToPlaylist: add_to_playlist / playlist.add / addTrackToPlaylist / queue_on_list | Add a song, album or artist to one of the user's playlists / Puts music on a playlist
  entity_name: item / title / track / entity_name string | Title of the song or album / What to add
  music_item: kind / music_item / item_type string | Kind of thing: song, album, track, artist / Type of music item
  artist: artist / performer / by_artist string | Artist whose music is added / Name of the performer
  playlist: playlist / playlist_name / list! string | Name of the playlist / Playlist that receives the music
  playlist_owner: owner / playlist_owner string | Whose playlist it is / Owner of the playlist
BookRestaurant: book_restaurant / reserve_table / restaurants.reserve / makeDinnerReservation | Book a table at a restaurant / Make a restaurant reservation for a party
  restaurant_name: restaurant / restaurant_name / venue string | Name of the restaurant
  restaurant_type: restaurant_type / kind_of_place / type string | Kind of place: restaurant, bar, diner / Type of establishment
  cuisine: cuisine / food_style string | Style of cooking / Cuisine, e.g. Thai
  served_dish: dish / served_dish string | Dish that the place should serve
  facility: facility / amenity string | Something the place must offer, e.g. parking, wifi / Required amenity
  party_size_number: party_size / guests / number_of_people string | How many people / Number of guests
  party_size_description: companions / party_description / who string | Who comes along, by name or relation / The people in the party
  timeRange: time / when / date_time string | When to eat / Time of the booking
  city: city / town string | City of the restaurant
  state: state / province string | State
  country: country / nation string | Country
  poi: landmark / poi / near_place string | Place that it should be close to / Point of interest nearby
  spatial_relation: distance / nearness / spatial_relation string | How near: close, within walking distance
  sort: ranking / sort string | Quality asked for: best, top rated, popular
GetWeather: get_weather / weather.forecast / checkForecast / lookup_conditions | Get the weather forecast for a place and time / Tells what the weather is or will be
  timeRange: time / when / date string | Time or date of the forecast / When
  city: city / town string | City
  state: state / region string | State or region
  country: country / nation string | Country
  geographic_poi: landmark / park / poi string | Park, island or other named place
  condition_description: condition / phenomenon / weather_type string | Weather asked about: rain, snow, storm / Kind of weather
  condition_temperature: temperature / feel string | How warm it feels: cold, hot, warm / Temperature in a word
  spatial_relation: nearness / spatial_relation string | How near: close to, around
  current_location: here / current_location string | Words for the place where the user is / Current location, as said
PlayMusic: play_music / music.play / startPlayback / put_on_music | Play music from a service / Start playing songs, albums or playlists
  track: track / song / title string | Title of the song
  artist: artist / musician / by string | Who performs it / Musician or band
  album: album / record string | Album to play
  playlist: playlist / playlist_name string | Playlist to play
  genre: genre / style string | Genre of music
  year: year / decade / from_year string | Year or decade of the music
  sort: order / ranking / sort string | Which ones: top, latest, best / Order of the results
  music_item: kind / item_type / music_item string | Kind of thing: song, album, track
  service: service / app / provider string | Streaming service / App that plays it, e.g. Spotify
RateBook: rate_item / books.rate / giveRating / submit_review_score | Rate a book or other item / Store the user's rating of a book, essay or album
  object_name: title / name / item string | Title of the book or item
  object_select: which / reference / object_select string | Words that point to it: this, current, next
  object_type: type / kind / object_type string | Kind of item: book, novel, essay, textbook
  object_part_of_series_type: series_part / series_type string | Part of a series: chronicle, saga, series
  rating_value: rating / score / value! string | Rating that is given / Number of points
  best_rating: out_of / best_rating / maximum string | Best possible rating / Top of the scale
  rating_unit: unit / rating_unit string | Unit of the rating: stars, points
SearchCreativeWork: search_work / media.search / findCreativeWork / lookup_title | Search for a book, song, show, game or other creative work by its title / Find a creative work
  object_name: title / name / query! string | Title of the work / What the work is called
  object_type: type / kind / media_type string | Kind of work: book, song, TV show, game, picture
SearchScreeningEvent: search_screening / cinema.showtimes / findMovieTimes / movie_schedule | Find film screenings and movie times / Search the schedule of cinemas
  movie_name: movie / film / title string | Title of the film
  movie_type: movie_type / kind_of_film string | Kind of films: animated movies, films
  object_type: type / information / object_type string | What is asked for: movie times, schedule, movie schedules
  location_name: cinema / theatre / chain string | Name of the cinema or chain
  object_location_type: venue_type / location_type string | Kind of venue: cinema, movie house, theatre
  timeRange: time / when / date string | When it should be shown
  spatial_relation: nearness / distance string | How near: nearby, closest, in the area
"""  # noqa: E501


def _read(pieces: Sequence[Mapping[str, Any]]) -> tuple[str, list[Slot]]:
    text, slots = "", []
    for piece in pieces:
        words = piece["text"]
        inner = words.strip()
        if "entity" in piece and inner:
            start = len(text) + words.index(inner)
            slots.append(Slot(piece["entity"], start, start + len(inner)))
        text += words
    return text, slots


def rows(data: Path) -> Iterator[Row]:
    """Rows of the seven intents, under names that vary."""
    intents = Intents(TOOLS, 4, "snips")
    for name, text in members(data / "snips" / "custom_intents_2017.tar.xz", "_full.json"):
        label = Path(name).parent.name
        if label in intents.made and Path(name).name.startswith("train"):
            for number, raw in enumerate(json.loads(text)[label][:CAP]):
                request, slots = _read(raw["data"])
                row = intents.row(label, request, slots, number)
                if row is not None:
                    yield row
