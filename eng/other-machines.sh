#!/usr/bin/env bash
# Runs every operator's digest as a program for ARM64 Linux and as one for x64 Windows, on this x64 Linux machine, and compares the bits with the ones it gives here.
# Debian's packages bring the machines: qemu-user-static with the C library of arm64, and wine64. They are unpacked into artifacts/, nothing is installed.
# Usage: eng/other-machines.sh      Takes about five minutes, half of it for 170 MB of packages; where they are not to be had it says so and skips.
# Last line: 'other machines: N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
work=$PWD/artifacts/other-machines
log=$work/log
mkdir -p "$work"
passed=0 failed=0 skipped=0

skip() { skipped=$((skipped + 1)); echo "other machines: skipped: $1"; }
fail() { failed=$((failed + 1)); echo "other machines: FAILED: $1"; tail -n 30 "$log"; }

# The package manager with lists of its own, for one architecture: what the machine itself knows stays as it is.
apt_of() {
  local architecture=$1 folder=$work/apt-$1
  shift
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  : > "$folder/status"
  apt-get -o "Dir::State=$folder" -o "Dir::State::status=$folder/status" -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder" \
    -o "APT::Architecture=$architecture" -o "APT::Architectures::=$architecture" -o APT::Sandbox::User=root "$@"
}

# unpack ARCHITECTURE FOLDER PACKAGES...
unpack() {
  local architecture=$1 folder=$work/$2
  shift 2
  [ -e "$folder/complete" ] && return
  rm -rf "$folder" && mkdir -p "$folder/packages" || return
  apt_of "$architecture" update || return
  (cd "$folder/packages" && apt_of "$architecture" download "$@") || return
  for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$folder" || return; done
  rm -rf "$folder/packages" && touch "$folder/complete"
}

# A folder of settings of its own, made without the .NET that Wine would fetch. The script that starts the server looks in /usr; what user32 needs of zlib is a package apart.
prepare_wine() {
  ln -sf wineserver64 "$work/wine/usr/lib/wine/wineserver" && mkdir -p "$WINEPREFIX/drive_c/windows/system32" || return
  cp "$work/wine/usr/x86_64-w64-mingw32/lib/zlib1.dll" "$WINEPREFIX/drive_c/windows/system32/" || return
  WINEDLLOVERRIDES='mscoree,mshtml=' timeout 300 "$wine/wine64" wineboot --init
}

publish() { dotnet publish tools/Octavo.KernelDigest -c Release -r "$1" --self-contained -o "$work/$1"; }

# compare NAME COMMAND...: the lines behind the three that describe the machine.
compare() {
  local name=$1 start=$SECONDS
  shift
  if ! timeout 1200 "$@" > "$work/$name.txt" 2> "$log"; then fail "$name: the program did not end well"; return; fi
  head -n 3 "$work/$name.txt"
  if diff <(tail -n +4 "$work/here.txt") <(tail -n +4 "$work/$name.txt" | tr -d '\r') > "$log"; then
    passed=$((passed + 1)); echo "other machines: passed: $name gives the bits of this machine for $(tail -n +4 "$work/here.txt" | wc -l) runs ($((SECONDS - start)) s)"
  else
    fail "$name gives other bits"
  fi
}

if [ "$(uname -sm)" != 'Linux x86_64' ] || ! command -v apt-get dpkg > /dev/null; then
  skip 'linux-arm64: needs Debian on x64'; skip 'win-x64: needs Debian on x64'
elif ! dotnet build tools/Octavo.KernelDigest -c Release > "$log" 2>&1 || ! dotnet artifacts/bin/Octavo.KernelDigest/release/Octavo.KernelDigest.dll > "$work/here.txt" 2> "$log"; then
  fail 'the digest of this machine'
else
  head -n 3 "$work/here.txt"
  if ! unpack arm64 arm64 libc6 libgcc-s1 libstdc++6 zlib1g > "$log" 2>&1 || ! unpack amd64 qemu qemu-user-static > "$log" 2>&1; then
    skip "linux-arm64: a Debian package is not to be had: $(tail -n 1 "$log")"
  elif ! publish linux-arm64 > "$log" 2>&1; then
    if grep -qE 'error NU110[12]' "$log"; then skip 'linux-arm64: the runtime for it is not to be had'; else fail 'publishing for linux-arm64'; fi
  else
    # The emulator is slow at turning pages from writable to executable and back.
    compare linux-arm64 env DOTNET_EnableWriteXorExecute=0 "$work/qemu/usr/bin/qemu-aarch64-static" -L "$work/arm64" "$work/linux-arm64/Octavo.KernelDigest"
  fi

  export WINEPREFIX=$work/prefix WINEDEBUG=-all LD_LIBRARY_PATH=$work/wine/usr/lib/x86_64-linux-gnu
  wine=$work/wine/usr/lib/wine
  if ! unpack amd64 wine wine64 libwine libz-mingw-w64 libunwind8 > "$log" 2>&1; then
    skip "win-x64: a Debian package is not to be had: $(tail -n 1 "$log")"
  elif ! (unset LD_LIBRARY_PATH; publish win-x64) > "$log" 2>&1; then
    if grep -qE 'error NU110[12]' "$log"; then skip 'win-x64: the runtime for it is not to be had'; else fail 'publishing for win-x64'; fi
  elif ! prepare_wine > "$log" 2>&1; then
    fail 'win-x64: preparing Wine'
  else
    compare win-x64 env WINEDLLOVERRIDES='mshtml=' "$wine/wine64" "$work/win-x64/Octavo.KernelDigest.exe"
    "$wine/wineserver64" -k
  fi
fi
echo "other machines: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
