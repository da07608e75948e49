-- A command of several steps that goes on for long says so, lest a job take it for one whose process is gone.
GRANT UPDATE (at) ON programmes.intent TO suanquan_app;
