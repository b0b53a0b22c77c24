"""Names of a home: devices (home-llm, MIT), rooms, floors; tools for what is done with them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

from .source import members

ROOMS = ("kitchen", "living room", "bedroom", "bathroom", "hallway", "garage", "office", "basement", "attic", "nursery",
         "dining room", "guest room", "kids' room", "laundry room", "study", "conservatory", "master bedroom",
         "utility room",
         "porch", "garden", "den", "playroom", "music room", "pantry", "balcony", "workshop")  # fmt: skip
FLOORS = ("ground", "first", "second", "top", "upstairs", "downstairs", "basement", "third", "main")

TOOLS = """\
turn_on: turn_on / HassTurnOn / devices.switch_on / activate | Turn on a device, or the lights or fans of a room / Turns on a device or entity
  name: name / device / entity string | Name of the device / Which device
  area: area / room string | Room / Name of an area
  floor: floor / storey string | Floor
  domain: domain / kind enum light,fan,switch,media_player,cover,lock,scene,script,vacuum,valve | Kind of device
turn_off: turn_off / HassTurnOff / devices.switch_off / deactivate | Turn off a device, or the lights or fans of a room / Turns off a device or entity
  name: name / device / entity string | Name of the device / Which device
  area: area / room string | Room / Name of an area
  floor: floor / storey string | Floor
  domain: domain / kind enum light,fan,switch,media_player,cover,lock,scene,script,vacuum,valve | Kind of device
open_cover: open_cover / covers.open / raiseBlinds | Open blinds, curtains, a garage door or a window
  name: name / cover / entity string | Which one
  area: area / room string | Room
  floor: floor / storey string | Floor
close_cover: close_cover / covers.close / lowerBlinds | Close blinds, curtains, a garage door or a window
  name: name / cover / entity string | Which one
  area: area / room string | Room
  floor: floor / storey string | Floor
stop_cover: stop_cover / covers.stop / haltDoor | Stop blinds or a garage door where they are
  name: name / cover / entity string | Which one
lock: lock / locks.lock / lockDoor | Lock a door
  name: name / lock / entity string | Which lock or door
  area: area / room string | Room
unlock: unlock / locks.unlock / unlockDoor | Unlock a door
  name: name / lock / entity string | Which lock or door
  area: area / room string | Room
toggle: toggle / devices.toggle / flipSwitch | Switch a device on if it is off, and off if it is on
  name: name / device / entity! string | Which device
light_set: set_light / HassLightSet / lights.adjust | Set the brightness or color of a light / Change how a light shines
  name: name / light / entity string | Which light
  area: area / room string | Room
  floor: floor / storey string | Floor
  brightness: brightness / level / percent integer 0..100 | Brightness in percent
  color: color / colour string | Color of the light
climate_set: set_temperature / HassClimateSetTemperature / climate.set | Set the temperature that is wanted inside
  name: name / thermostat string | Which thermostat
  area: area / room string | Room
  floor: floor / storey string | Floor
  temperature: temperature / degrees / target! number | Temperature in degrees
climate_get: get_temperature / HassClimateGetTemperature / climate.read | Tell the temperature inside
  name: name / thermostat string | Which thermostat
  area: area / room string | Room
  floor: floor / storey string | Floor
humidity_set: set_humidity / climate.humidity / adjustHumidity | Set the humidity
  humidity: humidity / percent! integer | Humidity in percent
fan_mode_set: set_fan_mode / climate.fan / hvacFanSpeed | Set the fan of the air conditioning
  fan_mode: mode / fan_mode / speed! enum high,medium,low,auto,on,off | Speed of the fan
hvac_mode_set: set_hvac_mode / climate.mode / switchHvac | Set the mode of the heating and cooling system
  hvac_mode: mode / hvac_mode / system! enum heat,cool,heat_cool,off,auto,fan_only | Mode
fan_up: fan_faster / fans.increase_speed / speedUpFan | Make a fan run faster
  name: name / fan / entity! string | Which fan
fan_down: fan_slower / fans.decrease_speed / slowDownFan | Make a fan run slower
  name: name / fan / entity! string | Which fan
position_set: set_position / HassSetPosition / covers.position | Open a cover or valve to a percentage
  name: name / cover / entity string | Which one
  area: area / room string | Room
  floor: floor / storey string | Floor
  position: position / percent / to! integer 0..100 | How far open, in percent
volume_set: set_volume / HassSetVolume / media.volume | Set the volume of a player
  name: name / player / speaker string | Which player
  area: area / room string | Room
  volume_level: volume_level / percent / level! integer 0..100 | Volume in percent
volume_up: volume_up / media.louder / increaseVolume | Make a player louder
  name: name / player / speaker string | Which player
volume_down: volume_down / media.quieter / decreaseVolume | Make a player quieter
  name: name / player / speaker string | Which player
volume_mute: mute / media.mute / muteSpeaker | Mute a player
  name: name / player / speaker string | Which player
media_pause: pause_media / HassMediaPause / media.pause | Pause a player
  name: name / player / speaker string | Which player
  area: area / room string | Room
media_stop: stop_media / media.stop / stopPlayback | Stop a player
  name: name / player / speaker string | Which player
media_play: resume_media / HassMediaUnpause / media.resume | Let a player play on
  name: name / player / speaker string | Which player
  area: area / room string | Room
media_next: next_track / HassMediaNext / media.skip | Skip to the next track
  name: name / player / speaker string | Which player
  area: area / room string | Room
media_previous: previous_track / HassMediaPrevious / media.back | Go back to the previous track
  name: name / player / speaker string | Which player
  area: area / room string | Room
media_search: search_and_play / HassMediaSearchAndPlay / media.find | Look for music or a film and play it
  search_query: search_query / query / what! string | What to play
  name: name / player / speaker string | Which player
  area: area / room string | Room
vacuum_start: start_vacuum / HassVacuumStart / vacuums.clean | Start a robot vacuum cleaner
  name: name / vacuum / robot string | Which one
  area: area / room string | Room to clean
vacuum_stop: stop_vacuum / vacuums.stop / haltRobot | Stop a robot vacuum cleaner
  name: name / vacuum / robot string | Which one
vacuum_pause: pause_vacuum / vacuums.pause / pauseRobot | Pause a robot vacuum cleaner
  name: name / vacuum / robot string | Which one
vacuum_return: dock_vacuum / HassVacuumReturnToBase / vacuums.return_home | Send a robot vacuum cleaner back to its base
  name: name / vacuum / robot string | Which one
list_add: add_list_item / HassListAddItem / todo.add | Put something on a list
  item: item / entry / what! string | What goes on the list
  name: name / list / list_name string | Which list
list_complete: complete_list_item / HassListCompleteItem / todo.check_off | Check something off a list
  item: item / entry / what! string | What is done
  name: name / list / list_name string | Which list
shopping_add: add_to_shopping_list / HassShoppingListAddItem / shopping.add | Put something on the shopping list
  item: item / product / what! string | What to buy
shopping_complete: check_off_shopping_item / HassShoppingListCompleteItem / shopping.done | Check something off the shopping list
  item: item / product / what! string | What was bought
broadcast: broadcast / HassBroadcast / announce | Announce something on the other speakers
  message: message / text / announcement! string | What to announce
timer_start: start_timer / HassStartTimer / timers.start | Start a timer
  hours: hours / h integer | Hours
  minutes: minutes / min integer | Minutes
  seconds: seconds / s integer | Seconds
  name: name / label string | Name of the timer
timer_for: run_timer / timers.run / startNamedTimer | Let a named timer run for some time
  name: name / timer string | Which timer
  duration: duration / length / how_long! string | How long
timer_cancel: cancel_timer / HassCancelTimer / timers.cancel | Cancel a timer
  start_hours: start_hours / set_hours integer | Hours it was set to
  start_minutes: start_minutes / set_minutes integer | Minutes it was set to
  start_seconds: start_seconds / set_seconds integer | Seconds it was set to
  name: name / timer string | Name of the timer
  area: area / room string | Room of the timer
timer_increase: add_time / HassIncreaseTimer / timers.extend | Add time to a timer
  hours: hours / more_hours integer | Hours to add
  minutes: minutes / more_minutes integer | Minutes to add
  seconds: seconds / more_seconds integer | Seconds to add
  name: name / timer string | Name of the timer
timer_decrease: remove_time / HassDecreaseTimer / timers.shorten | Take time off a timer
  hours: hours / fewer_hours integer | Hours to take off
  minutes: minutes / fewer_minutes integer | Minutes to take off
  seconds: seconds / fewer_seconds integer | Seconds to take off
  name: name / timer string | Name of the timer
timer_status: timer_status / HassTimerStatus / timers.left | Tell how much time is left on a timer
  start_hours: start_hours / set_hours integer | Hours it was set to
  start_minutes: start_minutes / set_minutes integer | Minutes it was set to
  name: name / timer string | Name of the timer
  area: area / room string | Room of the timer
timer_cancel_all: cancel_all_timers / HassCancelAllTimers / timers.clear | Cancel all timers
  area: area / room string | Room of the timers
get_state: get_state / HassGetState / devices.state | Tell the state of a device, a door, a sensor or a person
  name: name / device / entity string | Which device or person
  area: area / room string | Room
  floor: floor / storey string | Floor
  state: state / asked_state / is_it string | State that is asked about: on, open, locked
get_weather: get_weather / HassGetWeather / weather.now | Tell the weather
  name: name / station string | Weather station or place
get_date: get_date / HassGetCurrentDate / today | Tell the date
get_time: get_time / HassGetCurrentTime / clock | Tell the time
"""  # noqa: E501


def devices(data: Path) -> dict[str, list[str]]:
    """Kind of device -> names."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, text in members(data / "home-llm" / "data.tar.xz", "english/pile_of_device_names.csv"):
        for line in csv.reader(io.StringIO(text)):
            kind, dot, _ = line[0].partition(".")
            if dot and len(line) > 1:
                found[kind].append(line[1].strip())
    return dict(found)


def pile(data: Path, name: str) -> str:
    """The text of one of home-llm's English lists."""
    return next((text for _, text in members(data / "home-llm" / "data.tar.xz", f"english/{name}")), "")
