"""A sentence for each of CLINC150's intents that a tool can serve: `intent | other name | description`."""

TOOLS = """\
accept_reservations | takes_reservations | Find out whether a restaurant takes reservations
account_blocked | explain_account_block | Tell why a bank account is blocked
alarm | set_alarm | Set an alarm
application_status | check_application | Check how a credit card application is going
apr | get_apr | Tell the annual percentage rate of a card
balance | get_account_balance | Tell how much money is in a bank account
bill_balance | get_bill_amount | Tell how much is owed on a bill
bill_due | get_bill_due_date | Tell when a bill has to be paid
book_flight | flights.book | Book a flight
book_hotel | hotels.reserve | Book a hotel room
calculator | do_math | Work out an arithmetic problem
calendar | read_calendar | Tell what is on the calendar
calendar_update | edit_calendar | Add an event to the calendar or take one off
calories | count_calories | Tell how many calories a food has
cancel_reservation | drop_booking | Cancel a reservation
car_rental | rent_car | Rent a car
card_declined | explain_decline | Find out why a card was declined
carry_on | luggage_rules | Tell an airline's rules for carry-on bags
change_accent | set_voice_accent | Change the accent or the gender of the assistant's voice
change_ai_name | rename_assistant | Give the assistant another name
change_language | set_language | Switch the assistant to another language
change_speed | set_speech_rate | Make the assistant speak faster or slower
change_user_name | set_user_name | Change what the assistant calls the user
change_volume | set_volume | Turn the volume up or down
confirm_reservation | check_booking | Confirm that a reservation exists
cook_time | get_cooking_time | Tell how long a dish has to cook
credit_limit | get_credit_limit | Tell the credit limit of a card
credit_limit_change | raise_credit_limit | Ask for a different credit limit
credit_score | get_credit_score | Tell the user's credit score
current_location | where_am_i | Tell where the user is now
damaged_card | report_damaged_card | Report that a bank card is damaged
date | get_date | Tell today's date or a date some days away
definition | define_word | Tell what a word means
direct_deposit | set_up_direct_deposit | Set up or explain direct deposit of a paycheck
directions | get_directions | Give directions to a place
distance | get_distance | Tell how far away a place is
exchange_rate | currency_rate | Tell the exchange rate of two currencies
expiration_date | card_expiry | Tell when a credit card expires
find_phone | locate_phone | Help to find a lost phone
flight_status | track_flight | Tell the status of a flight
flip_coin | toss_coin | Flip a coin
food_last | food_shelf_life | Tell how long food stays good
freeze_account | block_account | Put a stop on a bank account
fun_fact | random_fact | Tell an interesting fact
gas | check_fuel | Tell how much fuel is in the tank
gas_type | fuel_type | Tell which kind of fuel the car needs
how_busy | restaurant_wait | Tell how busy a restaurant is
improve_credit_score | credit_advice | Advise how to raise a credit score
income | get_salary | Tell how much the user earns
ingredient_substitution | substitute_ingredient | Suggest what can replace an ingredient
ingredients_list | recipe_ingredients | List what a dish is made of
insurance | insurance_plan | Tell about the user's health insurance
insurance_change | switch_insurance | Change the insurance plan
interest_rate | get_interest_rate | Tell the interest rate of an account
international_fees | foreign_fees | Tell what a card costs when it is used abroad
international_visa | visa_requirements | Tell whether a visa is needed to travel somewhere
jump_start | jump_start_help | Explain how to jump start a car
last_maintenance | service_history | Tell when the car was last serviced
lost_luggage | report_lost_luggage | Report luggage that an airline lost
make_call | phone.call | Call somebody
meal_suggestion | suggest_meal | Suggest what to cook or eat
measurement_conversion | convert_units | Convert a measure into another unit
meeting_schedule | list_meetings | Tell which meetings are scheduled
min_payment | minimum_payment | Tell the least that has to be paid on a bill
mpg | fuel_economy | Tell the gas mileage of the car
new_card | apply_for_card | Apply for a new credit card
next_holiday | upcoming_holiday | Tell when the next holiday is
next_song | skip_track | Skip to the next song
nutrition_info | food_nutrition | Tell the nutritional value of a food
oil_change_how | oil_change_guide | Explain how to change the oil of a car
oil_change_when | oil_change_due | Tell when the next oil change is due
order | place_order | Order something from a shop
order_checks | buy_checkbook | Order checks from the bank
order_status | track_order | Tell where an order or package is
pay_bill | bills.pay | Pay a bill
payday | next_paycheck | Tell when the next paycheck comes
pin_change | change_pin | Change or reset the PIN of a card
play_music | music.play | Play music
plug_type | socket_type | Tell which plug or converter a country needs
pto_balance | vacation_days_left | Tell how many vacation days are left
pto_request | request_time_off | Ask for time off work
pto_request_status | time_off_approval | Tell whether a request for time off was approved
pto_used | vacation_days_used | Tell how many vacation days were taken
recipe | find_recipe | Find a recipe
redeem_rewards | use_points | Redeem reward points of a card
reminder | list_reminders | Read the user's reminders
reminder_update | create_reminder | Set a reminder
repeat | say_again | Say the last thing again
replacement_card_duration | new_card_wait | Tell how long a replacement card takes to arrive
report_fraud | fraud_alert | Report a fraudulent charge
report_lost_card | lost_card | Report a lost or stolen card
reset_settings | factory_reset | Put all settings back to how they were at first
restaurant_reservation | book_table | Book a table at a restaurant
restaurant_reviews | get_restaurant_reviews | Tell what people think of a restaurant
restaurant_suggestion | recommend_restaurant | Suggest a restaurant
rewards_balance | points_balance | Tell how many reward points a card has
roll_dice | throw_dice | Roll dice
rollover_401k | retirement_rollover | Explain how to roll over a 401k
routing | routing_number | Tell the routing number of a bank
schedule_maintenance | book_car_service | Make an appointment to have the car serviced
schedule_meeting | book_meeting_room | Schedule a meeting
share_location | send_location | Send the user's location to somebody
shopping_list | read_shopping_list | Tell what is on the shopping list
shopping_list_update | edit_shopping_list | Put something on the shopping list or take it off
smart_home | control_home_device | Switch lights, locks and other devices at home
spelling | spell_word | Spell a word
spending_history | spending_report | Tell how much was spent on something
sync_device | pair_device | Connect or disconnect a phone or another device
taxes | tax_info | Tell about the user's taxes
tell_joke | joke | Tell a joke
text | send_text_message | Send a text message
time | get_time | Tell what time it is
timer | set_timer | Start a timer
timezone | time_zone_of | Tell the time zone of a place
tire_change | change_tire_guide | Explain how to change a tire
tire_pressure | check_tire_pressure | Tell the air pressure of the tires
todo_list | read_todo_list | Tell what is on the to-do list
todo_list_update | edit_todo_list | Put a task on the to-do list or take it off
traffic | traffic_report | Tell how the traffic is
transactions | recent_transactions | List recent transactions of an account
transfer | transfer_money | Move money between accounts
translate | translate_phrase | Translate words into another language
travel_alert | travel_warnings | Tell whether a place is safe to travel to
travel_notification | notify_bank_of_trip | Tell the bank that the user is going to travel
travel_suggestion | things_to_do | Suggest what to see and do at a place
uber | call_ride | Order a ride
update_playlist | add_song_to_playlist | Add the song to a playlist
user_name | who_am_i | Tell which name the user goes by
vaccines | travel_vaccines | Tell which shots are needed to travel somewhere
w2 | get_w2_form | Help with the W-2 tax form
weather | weather_forecast | Tell the weather
what_song | identify_song | Tell which song is playing
whisper_mode | speak_quietly | Make the assistant whisper
"""

CHAT = ("are_you_a_bot", "do_you_have_pets", "goodbye", "greeting", "how_old_are_you", "maybe", "meaning_of_life", "no",
        "thank_you", "what_are_your_hobbies", "what_is_your_name", "where_are_you_from", "who_do_you_work_for",
        "who_made_you", "yes")  # fmt: skip
