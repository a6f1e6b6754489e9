@echo off
rem Sous Windows, « make check » dans ce dossier lance la commande check du logiciel.
chcp 65001 >nul
setlocal
set "PROJET_SANTE_DOSSIER=%~dp0."
set "LOGICIEL=CHEMIN_DU_LOGICIEL"
if "%LOGICIEL%"=="" goto commande
if not exist "%~dp0%LOGICIEL%\pipeline\__main__.py" goto commande
pushd "%~dp0%LOGICIEL%"
py -3 -m pipeline -C "%PROJET_SANTE_DOSSIER%" %*
set "ETAT=%ERRORLEVEL%"
popd
exit /b %ETAT%
:commande
set "PATH=%PATH%;%USERPROFILE%\.local\bin"
for %%P in (projet-sante.exe) do if "%%~$PATH:P"=="" goto absent
projet-sante -C "%PROJET_SANTE_DOSSIER%" %*
exit /b %ERRORLEVEL%
:absent
echo Il manque le logiciel : installez la commande projet-sante (README.md).
exit /b 2
