"""Tools invented for the intents of the Bot Framework skills: `FILE.INTENT`, in the notation of `schemas`."""

TOOLS = """\
Calendar.ChangeCalendarEntry: move_event / calendar.reschedule / changeMeeting | Move or change a calendar event / Reschedule a meeting
  Subject: title / event / subject string | Title of the event
  FromDate: old_date / from_date / current_day string | Day it is on now
  FromTime: old_time / from_time / current_time string | Time it is at now
  ToDate: new_date / to_date string | Day it moves to
  ToTime: new_time / to_time string | Time it moves to
  MoveEarlierTimeSpan: earlier_by / bring_forward string | How much earlier
  MoveLaterTimeSpan: later_by / delay string | How much later
  OrderReference: which / order string | Which of them: next, last
  MeetingRoom: room / meeting_room string | Meeting room
Calendar.CheckAvailability: check_availability / calendar.free_time / isFree | Find out whether a person or a room is free / Check free time
  FromDate: date / day string | Day
  FromTime: time / start / at string | Time or start
  ToTime: end / until string | End of the time span
  MeetingRoom: room / meeting_room string | Room asked about
  FloorNumber: floor / level string | Floor of the room
  Building: building / site string | Building
  Subject: activity / purpose string | What the time is for
Calendar.ConnectToMeeting: join_meeting / calls.join / connectToMeeting | Join an online meeting / Dial into a meeting
  Subject: meeting / title string | Which meeting
  FromTime: time / at string | Time of the meeting
  OrderReference: which / order string | Which of them: next, first
Calendar.ContactMeetingAttendees: message_attendees / meetings.notify / tellAttendees | Send the people of a meeting a message
  Message: message / text / content string | What to tell them
  Subject: meeting / title string | Which meeting
  ToTime: time / at string | Time of the meeting
  ToDate: date / day string | Day of the meeting
  OrderReference: which / order string | Which of them: next
Calendar.CreateCalendarEntry: create_event / calendar.add / scheduleMeeting | Put an event into the calendar / Schedule a meeting
  Subject: title / subject / event string | What it is
  FromDate: date / day / on string | Day
  FromTime: start_time / time / at string | Start
  ToTime: end_time / until string | End
  ToDate: end_date / last_day string | Last day
  Location: location / place / where string | Where
  Duration: duration / length string | How long
  DestinationCalendar: calendar / calendar_name string | Calendar it goes into
Calendar.DeleteCalendarEntry: delete_event / calendar.remove / cancelMeeting | Delete an event / Cancel a meeting
  Subject: title / subject / event string | Which event
  FromDate: date / day string | Day
  FromTime: time / start string | Time
  OrderReference: which / order string | Which of them: next, last
  Location: location / place string | Where it would be
Calendar.FindCalendarEntry: find_events / calendar.search / listMeetings | Look for events / What is on the calendar
  Subject: title / subject string | Words of the title
  FromDate: date / day string | Day
  FromTime: time / after string | Time
  OrderReference: which / order string | Which of them: next, first
Calendar.FindCalendarWhen: when_is_event / calendar.time_of / getMeetingTime | Tell when an event is
  Subject: title / event string | Which event
  FromDate: date / day string | Day
  OrderReference: which / order string | Which of them: next
Calendar.FindCalendarWho: who_attends / calendar.attendees / getAttendees | Tell who takes part in a meeting
  Subject: title / event string | Which meeting
  FromDate: date / day string | Day
  FromTime: time / at string | Time
  OrderReference: which / order string | Which of them: next
Calendar.FindMeetingRoom: find_room / rooms.book / reserveMeetingRoom | Find or book a meeting room
  MeetingRoom: room / name / room_number string | Room
  FloorNumber: floor / level string | Floor
  Building: building / site string | Building
  FromDate: date / day string | Day
  FromTime: time / start string | Start
  Duration: duration / length string | For how long
Calendar.TimeRemaining: time_until / calendar.countdown / timeLeft | Tell how long it is until an event or a day
  Subject: event / title string | Which event
  FromDate: date / day string | Day
  OrderReference: which / order string | Which of them: next
Email.SendEmail: send_email / mail.compose / newEmail | Write an e-mail / Compose and send mail
  ContactName: recipients / to [string] | Who gets it
  RelationshipName: relation / recipient_relation string | Recipient by relation: sister, boss
  EmailSubject: subject / about / title string | Subject
  Message: body / message / text string | Text of the mail
  Attachment: attachment / file string | File that goes with it
  Category: importance / category string | Important, urgent and the like
Email.Forward: forward_email / mail.forward / passOnMail | Forward an e-mail to somebody
  ContactName: recipients / to [string] | Who gets it
  RelationshipName: relation / recipient_relation string | Recipient by relation
  SenderName: sender / from / from_sender string | Who wrote it
  Message: comment / message string | What to add
Email.Reply: reply_to_email / mail.reply / answerMail | Answer an e-mail
  Message: message / text / answer string | What to answer
  ContactName: recipient / to string | Whom to answer
  EmailSubject: subject / about string | Subject of the mail
Email.SearchMessages: search_email / mail.search / findMessages | Look for e-mails
  SearchTexts: query / words / text string | Words that occur in it
  SenderName: sender / from / from_sender string | Who wrote it
  EmailSubject: subject / about string | Subject
  FromRelationshipName: sender_relation / relation string | Sender by relation
Email.ReadAloud: read_email / mail.read_aloud / speakMail | Read an e-mail aloud
  SenderName: sender / from / from_sender string | Who wrote it
  EmailSubject: subject / about string | Subject
  OrderReference: which / order string | Which: last, first
  Category: category / filter string | Unread, important and the like
  Line: account / mailbox string | Mail account: gmail, outlook
  Date: date / day string | Day it came
Email.CheckMessages: check_mail / inbox.check / showNewMail | Show new mail / Check the inbox
  Category: category / filter string | Unread, important and the like
  Line: account / mailbox string | Mail account: gmail, outlook
  OrderReference: which / order string | Which: latest, last
  Time: time / since string | Time
Email.Delete: delete_email / mail.trash / eraseMail | Delete an e-mail
  SenderName: sender / from / from_sender string | Who wrote it
  OrderReference: which / order string | Which: last, previous
  Category: category / filter string | Read, red and the like
  Line: account / mailbox string | Mail account
ToDo.AddToDo: add_task / todo.add / addToList / list_item.create | Put something on a list / Add a task to a to-do list
  TaskContent: task / item / content! string | What goes on the list
  ListType: list / list_name / kind_of_list string | Which list: shopping, grocery, to do
ToDo.DeleteToDo: remove_task / todo.delete / removeFromList | Take something off a list / Delete a task
  TaskContent: task / item / content string | What is removed
  ListType: list / list_name string | Which list
  ContainsAll: all / everything string | Words for everything
ToDo.MarkToDo: complete_task / todo.check / markDone | Mark a task as done / Check an item of a list
  TaskContent: task / item / content string | What is done
  ListType: list / list_name string | Which list
  ContainsAll: all / everything string | Words for everything
ToDo.ShowToDo: show_list / todo.list / readList | Show a list / What is on the to-do list
  ListType: list / list_name string | Which list
Settings.VEHICLE_SETTINGS_CHANGE: change_car_setting / vehicle.set / adjustVehicle | Change a setting of the car / Turn something in the car up, down, on or off
  SETTING: setting / feature / name string | What is changed
  VALUE: value / state / to string | New value or direction
  AMOUNT: amount / by / level string | How much
  UNIT: unit / measure string | Unit of the amount
Settings.VEHICLE_SETTINGS_CHECK: check_car_setting / vehicle.get / readVehicleState | Tell how a setting of the car stands
  SETTING: setting / feature / name string | What is asked about
  VALUE: value / state string | Value that is asked about
SettingsDispatch.VEHICLE_SETTINGS_CHANGE: set_vehicle_option / car.configure / carControl | Control the car: lights, heating, alerts, mirrors
  SETTING: option / system / part string | System of the car
  VALUE: state / value / action string | What happens to it
  AMOUNT: level / amount string | To or by how much
Hospitality.RequestItem: request_item / hotel.bring / askForAmenity | Ask the hotel to bring something to the room
  Item: items / things / what [string] | What to bring
Hospitality.ExtendStay: extend_stay / hotel.extend / stayLonger | Stay at the hotel for longer
  NumNights: nights / extra / how_long string | How much longer
News.FindArticles: find_articles / news.search / getNewsAbout | Look for news articles
  topic: topic / about / query string | Topic
  site: site / source string | News site
WeatherSkill.QueryWeather: will_it / weather.condition / askWeather | Tell whether the weather will be so / Ask about a kind of weather
  WeatherCondition: condition / kind string | Kind of weather: rain, sun, wind
  SuitableFor: activity / suitable_for string | What one wants to do or wear
WeatherSkill.CheckWeatherValue: weather_value / weather.measure / currentConditions | Tell a measure of the weather
  WeatherCondition: measure / condition string | Temperature, wind, humidity
People.GetManager: get_manager / people.boss / whoManages | Tell who somebody's manager is
  contact: person / name / employee string | Whose manager
People.GetPhoneNumber: get_phone_number / people.phone / lookupNumber | Tell somebody's phone number
  contact: person / name / employee string | Whose number
People.GetEmailAddress: get_email_address / people.mail / lookupEmail | Tell somebody's e-mail address
  contact: person / name / employee string | Whose address
People.GetJobTitle: get_job_title / people.role / whatDoes | Tell what somebody's job is
  contact: person / name / employee string | Whose job
People.GetDirectReports: get_reports / people.reports / whoReportsTo | Tell who reports to somebody
  contact: manager / name / person string | The manager
People.GetDepartment: get_department / people.team / whichDepartment | Tell in which department somebody works
  contact: person / name / employee string | Who
People.GetProfile: show_profile / people.profile / whoIs | Show what is known about somebody
  contact: person / name / employee string | Who
*.CreateEvent: new_meeting / meetings.create / bookTime | Arrange a meeting with people
  contact: attendees / people / with [string] | Who takes part
  date: date / when / day string | When
  subject: subject / title / about string | What it is about
  location: location / place string | Where
  duration: duration / length string | How long
*.CancelEvent: cancel_meeting / meetings.cancel / dropEvent | Cancel a meeting
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
  subject: subject / title string | What it is about
*.GetEvents: get_meetings / meetings.find / showSchedule | Show meetings
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
  subject: subject / title string | What it is about
*.GetEventAttendees: list_attendees / meetings.people / whoIsComing | Tell who comes to a meeting
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
  subject: subject / title string | What it is about
*.GetEventLocation: meeting_place / meetings.where / locateMeeting | Tell where a meeting is
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
  subject: subject / title string | What it is about
*.RespondAccept: accept_invitation / meetings.accept / sayYes | Accept an invitation to a meeting
  contact: attendees / people / with [string] | Who takes part or invites
  date: date / when string | When
  subject: subject / title string | What it is about
*.RespondDecline: decline_invitation / meetings.decline / sayNo | Decline an invitation to a meeting
  contact: attendees / people / with [string] | Who takes part or invites
  date: date / when string | When
  subject: subject / title string | What it is about
*.SetDateTime: change_meeting_time / meetings.move / reschedule | Move a meeting to another day or time
  contact: attendees / people / with [string] | Who takes part
  currentDate: current_date / old_date / from_when string | When it is now
  newDate: new_date / new_time / to_when string | When it shall be
  subject: subject / title string | What it is about
*.SetDuration: change_meeting_length / meetings.length / setDuration | Change how long a meeting takes
  duration: duration / length string | New length
  contact: attendees / people / with [string] | Who takes part
  subject: subject / title string | What it is about
  date: date / when string | When
*.SetLocation: change_meeting_place / meetings.relocate / setPlace | Change where a meeting is
  location: location / new_place string | New place
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
  subject: subject / title string | What it is about
*.SetTitle: rename_meeting / meetings.rename / changeSubject | Change the title of a meeting
  newSubject: new_title / new_subject string | New title
  currentSubject: old_title / current_subject string | Title now
  contact: attendees / people / with [string] | Who takes part
  date: date / when string | When
"""  # noqa: E501
