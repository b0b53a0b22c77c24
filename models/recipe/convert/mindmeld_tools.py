"""Tools invented for the intents of MindMeld's blueprints: `APP.INTENT`, in the notation of `schemas`."""

TOOLS = """\
banking_assistant.check_balances: check_balance / accounts.balance / howMuchMoney | Tell the balance of an account
  account_type: account / account_type string | Account: checking, savings, credit card
banking_assistant.credit_due_date: card_due_date / cards.due / whenIsPaymentDue | Tell when the credit card bill is due
banking_assistant.pay_creditcard: pay_card / cards.pay / makeCardPayment | Pay the credit card bill
  credit_amount: amount_kind / which_amount string | Which amount: minimum, full balance
  sys_amount-of-money: amount / money / sum string | Amount to pay
banking_assistant.setup_autopay: set_autopay / cards.autopay / automaticPayment | Turn automatic payment of the bill on or off
  autopay_status: status / action string | On, off, start, stop
  credit_amount: amount_kind / which_amount string | Which amount: minimum, full balance
banking_assistant.transfer_money: transfer_money / accounts.transfer / moveFunds | Move money between the user's accounts
  sys_amount-of-money: amount / money / sum string | How much
  origin: from_account / source / origin_account string | Account it comes from
  dest: to_account / target / destination_account string | Account it goes to
banking_assistant.activate_creditcard: activate_card / cards.activate / enableCard | Activate a new credit card
banking_assistant.apply_loan: apply_for_loan / loans.apply / requestLoan | Apply for a loan
banking_assistant.forgot_pin: reset_pin / cards.pin / recoverPin | Help with a forgotten PIN
banking_assistant.fraud_charge: report_fraud / cards.dispute / disputeCharge | Report a charge that the user did not make
banking_assistant.lost_creditcard: report_lost_card / cards.lost / blockLostCard | Report a lost or stolen card
banking_assistant.new_creditcard: order_card / cards.apply / newCard | Apply for a new credit card
banking_assistant.order_checks: order_checks / checks.order / getCheckbook | Order checks
banking_assistant.routing_number: routing_number / bank.routing / getRoutingNumber | Tell the routing number
home_assistant.check_door: check_door / doors.state / isDoorLocked | Tell whether a door is open or locked
  location: door / location / where string | Which door
home_assistant.check_lights: check_lights / lights.state / areLightsOn | Tell whether lights are on
  location: room / location / where string | Where
home_assistant.check_thermostat: get_temperature / thermostat.read / howWarm | Tell the temperature inside
  location: room / location / where string | Where
home_assistant.close_door: close_door / doors.close / shutDoor | Close a door
  location: door / location / which string | Which door
  all: all / scope string | Word for all of them
home_assistant.open_door: open_door / doors.open / openUp | Open a door
  location: door / location / which string | Which door
  all: all / scope string | Word for all of them
home_assistant.lock_door: lock_door / doors.lock / secureDoor | Lock a door
  location: door / location / which string | Which door
  all: all / scope string | Word for all of them
home_assistant.unlock_door: unlock_door / doors.unlock / releaseLock | Unlock a door
  location: door / location / which string | Which door
  all: all / scope string | Word for all of them
home_assistant.set_thermostat: set_temperature / thermostat.set / heatTo | Set the thermostat to a temperature
  sys_temperature: temperature / degrees / target! string | Temperature
  location: room / location / where string | Where
  sys_time: time / when string | When
home_assistant.turn_down_thermostat: cool_down / thermostat.lower / turnDownHeat | Make it cooler
  sys_temperature: by / degrees / amount string | By or to how many degrees
  location: room / location / where string | Where
home_assistant.turn_up_thermostat: warm_up / thermostat.raise / turnUpHeat | Make it warmer
  sys_temperature: by / degrees / amount string | By or to how many degrees
  location: room / location / where string | Where
home_assistant.turn_on_thermostat: heating_on / thermostat.switch / setHeating | Switch the heating on or off
  location: room / location / where string | Where
  sys_time: time / when string | When
  =on: state / power enum on,off | New state
home_assistant.turn_off_thermostat: heating_off / thermostat.switch / setHeating | Switch the heating on or off
  location: room / location / where string | Where
  sys_time: time / when string | When
  =off: state / power enum on,off | New state
home_assistant.turn_appliance_on: appliance_on / appliances.switch / powerOn | Switch an appliance on or off
  appliance: appliance / device / name! string | Which appliance
  location: room / location / where string | Where
  =on: state / power enum on,off | New state
home_assistant.turn_appliance_off: appliance_off / appliances.switch / powerOff | Switch an appliance on or off
  appliance: appliance / device / name! string | Which appliance
  location: room / location / where string | Where
  =off: state / power enum on,off | New state
home_assistant.turn_lights_on: lights_on / lights.switch / lightUp | Switch lights on or off
  location: room / location / where string | Where
  all: all / scope string | Word for all of them
  color: color / colour string | Colour of the light
  =on: state / power enum on,off | New state
home_assistant.turn_lights_off: lights_off / lights.switch / lightsOut | Switch lights on or off
  location: room / location / where string | Where
  all: all / scope string | Word for all of them
  =off: state / power enum on,off | New state
home_assistant.set_alarm: set_alarm / alarms.set / wakeMe | Set one or more alarms
  new_time: times / at / when [string] | When it rings
  sys_interval: repeat / interval string | Days on which it repeats
home_assistant.change_alarm: change_alarm / alarms.move / resetAlarm | Move an alarm to another time
  old_time: old_time / from_time / current string | Time it is set to now
  new_time: new_time / to_time / new string | Time it shall ring
home_assistant.check_alarm: check_alarm / alarms.list / whichAlarms | Tell which alarms are set
  sys_time: time / when string | Time or day
  sys_interval: interval / range string | Time span
home_assistant.remove_alarm: remove_alarm / alarms.delete / cancelAlarm | Remove an alarm
  sys_time: time / when / which string | Which alarm
  interval: interval / range string | Time span in which alarms are removed
  all: all / scope string | Word for all of them
home_assistant.start_timer: start_timer / timers.start / countDown | Start a timer
  duration: duration / length / time string | How long
home_assistant.stop_timer: stop_timer / timers.stop / endTimer | Stop the timer
home_assistant.check_weather: check_weather / weather.get / forecastFor | Tell the weather
  city: city / place / location string | Where
  sys_time: time / day / when string | When
  sys_interval: interval / range string | Time span
  unit: unit / scale string | Celsius or Fahrenheit
kwik_e_mart.get_store_hours: store_hours / stores.hours / whenOpen | Tell when a store opens or closes
  store_name: store / store_name / which string | Which store
  sys_time: day / time / when string | Day or time
kwik_e_mart.find_nearest_store: nearest_store / stores.nearby / findStore | Find the nearest store
video_discovery.browse: find_videos / videos.search / browseMovies | Look for films and series to watch
  title: title / name string | Title
  type: type / kind string | Film, series, show
  genre: genres / genre [string] | Kind of film
  cast: actors / starring [string] | Who plays in it
  director: director / directed_by string | Who directed it
  sort: order / sort string | Latest, best, most popular
  country: country / made_in string | Where it was made
  sys_time: year / released / when string | Year
  sys_interval: years / range / decade string | Span of years
video_discovery.start_over: clear_search / videos.reset / startAgain | Forget what was searched for and begin again
food_ordering.place_order: place_order / orders.submit / checkOut | Send off the food order and pay
food_ordering.start_over: clear_order / orders.reset / emptyBasket | Throw the order away and begin again
hr_assistant.get_hierarchy_up: who_manages / staff.manager / getBoss | Tell who the manager of an employee is
  name: employee / name / person string | The employee
hr_assistant.get_hierarchy_down: who_reports_to / staff.reports / getTeam | Tell who reports to a manager
  name: manager / name / person string | The manager
"""  # noqa: E501
