-- import_undo

select 1;
