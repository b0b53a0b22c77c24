"""Tools invented for the intents of HWU64; the notation is that of `schemas`."""

TOOLS = """\
play_game: launch_game / games.start / playGame | Start a game / Open a game for the user to play
  game_name: game / title / name! string | Name of the game
  game_type: kind / genre string | Kind of game
play_radio: play_radio / radio.tune / tuneIn | Play a radio station / Tune in to the radio
  radio_name: station / channel / name string | Station name or frequency / Radio station to play
  music_genre: genre / style string | Genre of the programme
  house_place: room / location string | Room in which it plays
  app_name: app / service string | App that streams it
  time: time / when string | When to start
  date: date / day string | Day
transport_ticket: book_ticket / tickets.purchase / buyTravelTicket | Book a ticket for a train, bus or flight / Purchase travel tickets
  transport_type: transport / mode / vehicle string | Means of transport: train, bus, flight
  place_name<from: origin / from_place / departure string | Place of departure / Where the trip starts
  place_name: destination / to_place / arrival string | Where the trip goes / Destination
  date: date / travel_date / day string | Day of travel
  time: time / departure_time string | Time of departure
  timeofday: part_of_day / daypart string | Morning, afternoon, evening or night
  transport_descriptor: class / descriptor string | Quality of the ticket: first class, cheapest
transport_query: find_route / transit.schedule / getDirections | Find directions or the timetable of public transport / Look up routes and departures
  transport_type: transport / mode string | Means of transport
  place_name<from: origin / start string | Starting place
  place_name: destination / to / place string | Where to
  business_name: business / company string | Business to go to
  date: date / day string | Day
  time: time / departure_time string | Time
transport_taxi: call_taxi / rides.request / orderCab | Order a taxi or a ride / Call a cab for the user
  transport_agency: company / provider / agency string | Taxi company or ride service
  transport_type: vehicle / kind string | Kind of ride: taxi, cab
  place_name<from: pickup / from_address string | Where to be picked up
  place_name: destination / drop_off / to string | Where the ride goes
  date: date / day string | Day of the ride
  time: time / pickup_time string | Time of the pickup
  timeofday: part_of_day / daypart string | Part of the day
transport_traffic: get_traffic / traffic.report / checkTraffic | Report the traffic on the way to a place / How the traffic is
  place_name: place / destination / road string | Place or road
  date: date / day string | Day
  time: time / at string | Time
music_settings: change_player_setting / player.configure / setPlaybackMode | Change how the player plays: shuffle, repeat and the like / Playback settings
  player_setting: setting / mode / option string | The setting: shuffle, repeat / Playback option to change
  song_name: song / title string | Song concerned
  artist_name: artist / by string | Artist concerned
audio_volume_mute: mute_audio / volume.mute / silenceSpeaker | Mute the sound / Turn the audio off
  time: duration / how_long string | How long to stay mute
  device_type: device / speaker string | Device to mute
audio_volume_up: volume_up / volume.increase / raiseVolume | Make the sound louder / Increase the volume
  change_amount: amount / level / by string | By how much, or to which level
  device_type: device / speaker string | Device
audio_volume_down: volume_down / volume.decrease / lowerVolume | Make the sound quieter / Reduce the volume
  change_amount: amount / level / by string | By how much, or to which level
  device_type: device / speaker string | Device
email_addcontact: add_contact / contacts.save / saveNewContact | Save a person or an address to the contacts / Add somebody to the address book
  person: name / contact / person string | Name of the contact
  email_address: email / address / email_address string | E-mail address to save
  relation: relation / relationship string | Relation to the user: mother, boss
  personal_info: field / info string | Which detail is saved
email_sendemail: send_email / mail.compose / writeEmail | Write and send an e-mail / Compose an e-mail to somebody
  person: recipient / to / name string | Name of the recipient / Who gets the mail
  relation: relation / recipient_relation string | Recipient by relation: mom, boss
  email_address: email / address / to_address string | Recipient's e-mail address
  event_name: subject_event / about / event string | Event that the mail is about
  date: date / on_day string | Day that is mentioned
  time: time / at_time string | Time that is mentioned
email_query: check_email / inbox.search / readMail | Look for new or matching e-mails / Check the inbox
  person: sender / from_person / from string | Who sent it / Sender's name
  relation: sender_relation / relation string | Sender by relation: boss, mother
  business_name: sender_company / company string | Company that sent it
  email_folder: folder / mailbox string | Folder to look in
  date: date / day string | Day of arrival
  time: time / since string | Time of arrival
  event_name: topic / about string | What it is about
email_querycontact: find_contact / contacts.lookup / getContactDetails | Look up a contact or a detail of one / Get someone's phone number, address or e-mail
  person: name / contact / person string | Name of the person
  relation: relation / relationship string | Person by relation: brother, aunt
  personal_info: detail / field / info string | Detail wanted: phone number, email, address
  business_name: company / business string | Business looked up
iot_hue_lightdim: dim_lights / lights.dim / lowerBrightness | Dim the lights / Make the light less bright
  house_place: room / place / area string | Room / Where the lights are
  change_amount: amount / level string | By how much or to which level
  device_type: device / lamp string | Light or lamp
iot_hue_lightup: brighten_lights / lights.brighten / increaseBrightness | Make the lights brighter / Raise the brightness
  house_place: room / place / area string | Room / Where the lights are
  change_amount: amount / level string | By how much or to which level
  device_type: device / lamp string | Light or lamp
iot_hue_lighton: turn_on_lights / lights.set / switchLight / set_light | Turn the lights on / Switch lights on or off
  house_place: room / place / area string | Room / Where the lights are
  device_type: device / lamp string | Light or lamp
  =on: state / power enum on,off | Whether the light is on / New state
iot_hue_lightoff: turn_off_lights / lights.set / switchLight / set_light | Turn the lights off / Switch lights on or off
  house_place: room / place / area string | Room / Where the lights are
  device_type: device / lamp string | Light or lamp
  time: time / at string | When
  =off: state / power enum on,off | Whether the light is on / New state
iot_hue_lightchange: change_light_color / lights.color / setLightColour | Change the colour of the lights / Set the light to a colour or mood
  color_type: color / colour / hue string | Colour / Colour or mood of the light
  house_place: room / place / area string | Room
  change_amount: amount / level string | How strongly
iot_cleaning: start_vacuum / robot.clean / runVacuumCleaner | Start the robot vacuum cleaner / Have the floor cleaned
  device_type: device / robot string | Cleaning device
  house_place: room / area / where string | Room to clean
  time: time / when string | When to start
  date: date / day string | Day
  general_frequency: repeat / frequency string | How often
iot_coffee: make_coffee / coffee.brew / brewCoffee | Make coffee / Brew coffee with the coffee machine
  coffee_type: coffee / drink / kind string | Kind of coffee
  device_type: device / machine string | Machine
  time: time / when / at string | When it should be ready
  date: date / day string | Day
iot_wemo_on: plug_on / socket.power / turnOnPlug | Switch a smart plug or appliance on / Set the power of a smart socket
  device_type: device / plug / appliance string | Plug or appliance / What to switch
  house_place: room / place string | Room
  =true: on / powered / enabled boolean | Whether it has power
iot_wemo_off: plug_off / socket.power / turnOffPlug | Switch a smart plug or appliance off / Set the power of a smart socket
  device_type: device / plug / appliance string | Plug or appliance / What to switch
  house_place: room / place string | Room
  =false: on / powered / enabled boolean | Whether it has power
takeaway_order: order_takeaway / food.order / orderFood | Order food for delivery or pickup / Place an order at a restaurant
  food_type: dishes / food / items [string] | Dishes or kind of food to order / What to eat
  business_name: restaurant / from_business / vendor string | Restaurant that is ordered from
  order_type: order_type / way string | Delivery, takeaway or pickup
  drink_type: drinks / beverages [string] | Drinks to order
  meal_type: meal / meal_type string | Breakfast, lunch or dinner
  date: date / day string | Day
  time: time / when string | Time
takeaway_query: ask_about_takeaway / delivery.info / checkDelivery | Ask whether a restaurant delivers, or how an order is going / Information about takeaway
  business_name: restaurant / business / name string | Restaurant
  business_type: kind / business_type string | Kind of business
  food_type: food / cuisine string | Food
  order_type: order_type / way string | Delivery, takeaway or pickup
lists_remove: remove_from_list / lists.delete / deleteList | Delete a list or an item of it / Remove something from a list
  list_name: list / list_name string | Name of the list
  date: date / day string | Day of the list
lists_createoradd: add_to_list / lists.create / makeList | Make a list or add to one / Create a new list
  list_name: list / list_name string | Name of the list
  date: date / day string | Day of the list
lists_query: show_list / lists.read / getList | Show or read a list / What is on a list
  list_name: list / list_name / which string | Name of the list
  date: date / day string | Day of the list
datetime_query: get_time / clock.now / currentTime | Tell the time or the date, here or elsewhere / Current date and time of a place
  place_name: place / city / location string | Place
  time_zone: timezone / zone string | Time zone
  date: date / day string | Day that is asked about
datetime_convert: convert_time / timezone.convert / timeDifference | Convert a time between places or time zones / Time difference between two zones
  place_name: places / locations [string] | Places between which to convert
  time_zone: zones / timezones [string] | Time zones between which to convert
  time: time / clock_time string | Time to convert
calendar_set: add_event / calendar.create / createReminder | Put an event or reminder into the calendar / Schedule something in the calendar
  event_name: title / event / name string | What it is / Title of the event
  date: date / day / on string | Day
  time: time / start_time / at string | Time
  timeofday: part_of_day / daypart string | Part of the day
  person: attendees / people / with [string] | People who take part
  relation: attendee_relations / relations [string] | People by relation: mom, boss
  place_name: place / location / where string | Where
  meal_type: meal / meal_type string | Meal, if it is one
  general_frequency: repeat / recurrence / frequency string | How often it repeats
calendar_remove: delete_event / calendar.remove / cancelEvent | Remove an event from the calendar / Cancel appointments
  event_name: title / event / name string | Which event
  date: date / day / on string | Day
  time: time / start_time string | Time
  person: attendee / person / with string | Who takes part
  meal_type: meal / meal_type string | Meal
calendar_query: query_calendar / calendar.search / getEvents | Look up events and reminders / What is in the calendar
  event_name: title / event / topic string | Which event
  date: date / day / range string | Day or range
  time: time / after string | Time
  timeofday: part_of_day / daypart string | Part of the day
  person: attendee / person / with string | Who takes part
  place_name: place / location string | Where
alarm_set: set_alarm / alarms.create / wakeUpAlarm | Set an alarm / Create an alarm for a time and day
  time: time / at / alarm_time! string | When it rings / Time of the alarm
  date: date / day / on string | Day
  timeofday: part_of_day / daypart string | Morning, afternoon, evening
  event_name: label / reason / name string | What the alarm is for
  general_frequency: repeat / frequency string | How often it repeats
  alarm_type: kind / alarm_type string | Kind of alarm
alarm_remove: remove_alarm / alarms.delete / cancelAlarm | Remove an alarm / Turn an alarm off for good
  time: time / at / alarm_time string | Which alarm, by time
  date: date / day / on string | Day
  timeofday: part_of_day / daypart string | Part of the day
  event_name: label / name string | What it is for
  alarm_type: kind / alarm_type string | Kind of alarm
alarm_query: list_alarms / alarms.get / checkAlarms | Tell which alarms are set / Look up alarms
  time: time / at string | Time
  date: date / day / on string | Day
  timeofday: part_of_day / daypart string | Part of the day
  event_name: label / name string | What it is for
  alarm_type: kind / alarm_type string | Kind of alarm
social_query: check_social_media / social.feed / getSocialUpdates | Look for news and messages on social media / Read the social media feed
  media_type: network / platform / site string | Social network
  person: person / from / user string | Whose posts
  date: date / day string | Day
  relation: relation / relations string | Whose posts, by relation
social_post: post_to_social_media / social.publish / tweetMessage | Post something on social media / Publish a message or complaint
  media_type: network / platform / site string | Social network, or the kind of post
  business_name: business / company / about string | Business that it is about
  person: person / to_user string | Person that it is about
recommendation_movies: recommend_movies / cinema.suggest / findMovies | Suggest films to see / Which films are on
  movie_name: title / movie / film string | Film
  movie_type: genre / kind string | Kind of film
  place_name: place / city / near string | Where
  business_type: venue / place_type string | Kind of place, e.g. cinema
  date: date / day string | Day
  timeofday: part_of_day / daypart string | Part of the day
recommendation_locations: recommend_places / places.nearby / findPlace | Suggest shops, restaurants and other places / Find a business nearby
  business_type: kind / category / type string | Kind of business
  food_type: food / cuisine string | Kind of food
  place_name: place / area / near string | Where
  business_name: name / business string | Name
recommendation_events: recommend_events / events.nearby / whatsOn | Suggest events / What is going on somewhere
  event_name: kind / event / type string | Kind of event
  place_name: place / city / near string | Where
  business_type: venue / place_type string | Kind of venue
  date: date / day / when string | Day
  timeofday: part_of_day / daypart string | Part of the day
qa_stock: get_stock_price / stocks.quote / stockLookup | Look up a stock price / How the shares of a company stand
  business_name: company / stock / name string | Company
  date: date / day string | Day
qa_definition: define_word / dictionary.lookup / getDefinition | Look up the meaning of a word / Define a word
  definition_word: word / term / query! string | Word to define
qa_currency: exchange_rate / currency.convert / getExchangeRate | Tell the exchange rate of currencies / Convert between currencies
  currency_name: currencies / pair [string] | Currencies between which to convert
  date: date / day string | Day of the rate
qa_factoid: answer_question / facts.ask / lookUpFact | Answer a question about people, places and things / Look up a fact
  person: person / about_person string | Person asked about
  place_name: place / about_place string | Place asked about
qa_maths: calculate / math.solve / computeExpression | Work out a sum / Solve an arithmetic problem
weather_query: get_weather / weather.query / checkWeather | Tell the weather of a place and time / Weather forecast
  place_name: place / city / location string | Place
  date: date / day / when string | Day
  time: time / hour string | Time
  timeofday: part_of_day / daypart string | Part of the day
  weather_descriptor: conditions / aspects / about [string] | What about the weather: rain, wind, cold
play_music: play_music / music.start / playSong | Play music / Start a song, artist or playlist
  song_name: song / track / title string | Song
  artist_name: artist / band / by string | Artist
  music_genre: genre / style string | Genre
  playlist_name: playlist / list string | Playlist
  music_descriptor: mood / descriptor string | What the music is like
  music_album: album / record string | Album
  player_setting: mode / setting string | Shuffle, repeat or the like
music_query: what_is_playing / music.info / identifySong | Tell what music is playing / Information about the current song
  song_name: song / title string | Song asked about
  artist_name: artist / by string | Artist asked about
music_likeness: rate_music / music.like / saveMusicTaste | Remember what music the user likes / Save an opinion about a song
  artist_name: artist / band string | Artist
  music_genre: genre / style string | Genre
  song_name: song / title string | Song
  music_descriptor: kind / descriptor string | What the music is like
play_audiobook: play_audiobook / audiobooks.play / readBook | Play an audiobook / Continue an audiobook
  audiobook_name: title / book / name string | Title of the book
  audiobook_author: author / by string | Author
  app_name: app / service string | App
  player_setting: action / setting string | How to play it: resume, from the start
  time: position / time string | From or until when
play_podcasts: play_podcast / podcasts.play / startEpisode | Play a podcast / Play an episode of a show
  podcast_name: podcast / show / name string | Name of the podcast
  podcast_descriptor: episode / which string | Which episode
  person: host / person string | Who hosts or speaks
  date: date / day string | Day it came out
cooking_recipe: get_recipe / recipes.search / findRecipe | Look up a recipe / How to cook a dish
  food_type: dish / food / name string | Dish
  ingredient: ingredients / with [string] | Ingredients to use
  cooking_type: method / cooking_method string | Way of cooking
  meal_type: meal / meal_type string | Meal
  drink_type: drink / beverage string | Drink
news_query: get_news / news.latest / readHeadlines | Read the news / Look for news on a topic
  news_topic: topic / about / subject string | Topic
  media_type: source / outlet string | Newspaper or channel
  place_name: place / region string | Region
  person: person / about_person string | Person in the news
  date: date / day string | Day
general_joke: tell_joke / jokes.random / makeMeLaugh | Tell a joke
  joke_type: kind / topic / about string | Kind of joke
"""  # noqa: E501
