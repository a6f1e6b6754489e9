@echo off
rem Double-cliquez : tout est vérifié, et les documents sont construits dans le dossier build.
call "%~dp0make.cmd" project
if exist "%~dp0build\*.docx" start "" "%~dp0build"
pause
