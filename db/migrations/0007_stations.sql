-- stations: nothing yet.
select 1;
