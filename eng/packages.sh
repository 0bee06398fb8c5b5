#!/usr/bin/env bash
# Packs the library and the tool, installs both from a local folder into empty ones, and runs them: compiled at run time, trimmed and ahead of time.
# Usage: eng/packages.sh [PLATFORMS]     PLATFORMS as 'linux-x64;win-x64;any'; this machine's and any where not given
# The packages stay in artifacts/packages. Takes about three minutes after a build; packages that the registry lacks are named, and what needs them is skipped.
# Last line: 'packages: N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
rid=$(dotnet --info | awk '/RID:/ { print $2; exit }')
platforms=${1:-$rid;any}
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
feed=$root/artifacts/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

# check NAME COMMAND...: runs it with its output in a file that is shown where it fails.
check() {
  local name=$1 start=$SECONDS
  shift
  if "$@" > "$work/log" 2>&1; then
    passed=$((passed + 1)); echo "packages: passed: $name ($((SECONDS - start)) s)"
  elif grep -E 'error (NU1101|NU1102|NETSDK1094|NETSDK1112|NETSDK1082)' "$work/log" | grep -qv ' Octavo'; then
    skipped=$((skipped + 1)); echo "packages: skipped: $name: a package that the SDK asks for is not to be had:"
    grep -E 'error (NU|NETSDK)' "$work/log" | sort -u | head -3
    return 1
  else
    failed=$((failed + 1)); echo "packages: FAILED: $name"; tail -n 40 "$work/log"
    return 1
  fi
}

# The local folder has the packages of Octavo and nothing else has; what they depend on comes from wherever this machine gets packages.
write_sources() {
  local sources keys=0
  sources=$(dotnet nuget list source --format short | sed -n 's/^E //p')
  {
    echo '<configuration><packageSources><clear />'
    echo "<add key=\"octavo\" value=\"$feed\" />"
    while read -r source; do keys=$((keys + 1)); echo "<add key=\"machine$keys\" value=\"$source\" />"; done <<< "$sources"
    echo '</packageSources><packageSourceMapping><packageSource key="octavo"><package pattern="Octavo*" /></packageSource>'
    for key in $(seq "$keys"); do echo "<packageSource key=\"machine$key\"><package pattern=\"*\" /></packageSource>"; done
    echo '</packageSourceMapping></configuration>'
  } > "$1/nuget.config"
}

pack() {
  rm -rf "$feed" && mkdir -p "$feed"
  dotnet pack Octavo.slnx -c Release -o "$feed" || return
  rm -f "$feed"/Octavo.Tool.*
  dotnet pack src/Octavo.Cli -c Release "-p:ToolPlatforms=\"$platforms\"" -o "$feed"
}

write_program() {
  mkdir -p "$work/program" && cp eng/packages/NewProgram/Program.cs "$work/program/" && write_sources "$work/program"
  cat > "$work/program/NewProgram.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <TrimmerSingleWarn>false</TrimmerSingleWarn>
    <SuppressTrimAnalysisWarnings>false</SuppressTrimAnalysisWarnings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Octavo" Version="$version" />
  </ItemGroup>
</Project>
END
}

# publish NAME PROPERTIES...: into $work/NAME; a warning of the trimmer or the compiler is an error.
publish() {
  local name=$1
  shift
  dotnet publish "$work/program" -c Release -o "$work/$name" "$@" || return
  ! grep -E 'warning IL[0-9]+' "$work/log"
}

# run NAME COMMAND...: stdout into NAME.txt, times into NAME.times, the converted files into NAME.files.
run() {
  local name=$1
  shift
  mkdir -p "$work/$name.files"
  "$@" samples/models/mnist_cnn/saved_model samples/data/mnist-500-images-idx3-ubyte.gz "$work/$name.files" \
    dynamic-range-int8 weight-only-int8 float16-weights dynamic-range-uint8 weight-only-uint8 eng/packages/NewProgram/own-recipe.json eng/packages/NewProgram/own-recipe.yaml \
    > "$work/$name.txt" 2> "$work/$name.times" || { cat "$work/$name.txt" "$work/$name.times"; return 1; }
  cat "$work/$name.times"
  [ "$(grep -c ' right, ' "$work/$name.txt")" = 8 ]
}

same_answers() { diff "$work/$1.txt" "$work/$2.txt" && diff -r "$work/$1.files" "$work/$2.files"; }

fastest() { sed -n 's/^float: fastest invocation \([0-9.]*\) us$/\1/p' "$work/$1.times"; }

# not_slower A B FACTOR: A's fastest invocation takes at most FACTOR times as long as B's.
not_slower() { awk -v a="$(fastest "$1")" -v b="$(fastest "$2")" -v factor="$3" 'BEGIN { print a, "us against", b, "us"; exit !(a > 0 && b > 0 && a <= factor * b) }'; }

package_is_whole() {
  local folder=$NUGET_PACKAGES/octavo/$version
  for file in lib/net10.0/Octavo.dll lib/net10.0/Octavo.xml lib/net10.0/Octavo.Kernels.dll lib/net10.0/Octavo.Kernels.xml build/Octavo.targets buildTransitive/Octavo.targets icon.png library.md NOTICE; do
    [ -s "$folder/$file" ] || { echo "no $file"; return 1; }
  done
  for word in '<license type="expression">Apache-2.0' '<icon>' '<readme>' '<description>' 'Google.Protobuf'; do
    grep -q "$word" "$folder/octavo.nuspec" || { echo "octavo.nuspec: no $word"; return 1; }
  done
  # Only an origin that others can reach is named.
  local origin
  origin=$(git config remote.origin.url)
  if [ "${origin#https://}" != "$origin" ]; then grep -q '<repository ' "$folder/octavo.nuspec" || { echo 'octavo.nuspec: no <repository'; return 1; }; fi
  [ -s "$feed/Octavo.$version.snupkg" ] || { echo "no symbols"; return 1; }
}

# What the client itself notes beside an installed package, such as the folder that it came from, is not of the package.
names_no_folder_of_this_machine() { ! grep -rlF --exclude=.nupkg.metadata --exclude=project.assets.json "$root/" "$NUGET_PACKAGES/octavo" "$work/tool"; }

tool() { (cd "$work/empty" && "$work/tool/octavo" "$@"); }

tool_works() {
  [ "$(tool --version)" = "$version" ] && tool doctor && tool demo -o sample || return
  tool convert "$root/samples/models/mnist_cnn/saved_model" -o small.tflite --recipe dynamic-range-int8 && cmp "$work/empty/small.tflite" "$work/run-time.files/dynamic-range-int8.tflite"
}

is_compiled_for_this_platform() { ls -d "$work/tool/.store/octavo.tool/$version/octavo.tool.$rid"; }

median_of_eleven() {
  for _ in $(seq 11); do
    local start=$(date +%s%N)
    "$@" > /dev/null 2>&1
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | sed -n 6p
}

mkdir -p "$work/empty"
if check "pack for $platforms" pack; then
  export NUGET_PACKAGES=$work/cache
  ls -l "$feed" | awk 'NR > 1 { print "  " $5 "  " $9 }'
  write_program
  check 'an empty program takes the package' dotnet build "$work/program" -c Release -o "$work/run-time"
  check 'the program runs' run run-time dotnet "$work/run-time/NewProgram.dll"
  check 'the package has documentation, symbols, icon, licence and readme' package_is_whole
  if check 'publish trimmed' publish trimmed -r "$rid" --self-contained -p:PublishTrimmed=true; then
    check 'the trimmed program runs' run trimmed "$work/trimmed/NewProgram"
    check 'the trimmed program gives the same answers' same_answers run-time trimmed
  fi
  if check 'publish ahead of time' publish ahead -r "$rid" -p:PublishAot=true; then
    check 'the program compiled ahead of time runs' run ahead "$work/ahead/NewProgram"
    check 'the program compiled ahead of time gives the same answers' same_answers run-time ahead
    check 'ahead of time is as fast, to a factor of three' not_slower ahead run-time 3
    cat "$work/log"
  fi
  if [ "${rid##*-}" = x64 ] && check 'publish ahead of time for any x64 processor' publish plain -r "$rid" -p:PublishAot=true -p:IlcInstructionSet=x86-64-v2; then
    check 'slow forms give the same answers' run plain "$work/plain/NewProgram" && check 'slow forms give the same bits' same_answers run-time plain
    check 'slow forms are said' grep -q 'compiled ahead of time without AVX2 and FMA' "$work/plain.times"
  fi
  write_sources "$work/empty"
  if check 'install the tool' dotnet tool install Octavo.Tool --version "$version" --tool-path "$work/tool" --configfile "$work/empty/nuget.config"; then
    check 'the tool works from an empty folder' tool_works
    check 'the tool is the one compiled for this platform' is_compiled_for_this_platform
    echo "packages: octavo --version takes $(median_of_eleven tool --version) ms, octavo convert of the sample $(median_of_eleven tool convert "$root/samples/models/mnist_cnn/saved_model" -o small.tflite --force) ms (medians of 11)"
  fi
  check 'no package names a folder of this machine' names_no_folder_of_this_machine
fi
echo "packages: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
