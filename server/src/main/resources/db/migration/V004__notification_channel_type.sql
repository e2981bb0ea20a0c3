-- The types of notification channels are declared by the server.

alter table notification_channel drop constraint notification_channel_type_check;
