// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.util.List;
import java.util.Locale;

/// The operating system and processor that PostgreSQL's programs run on.
///
/// @param name as in the name of the archive with the programs, such as `linux-x86_64` or `darwin-arm_64`
record Platform(String name) {
    static final Platform CURRENT = of(System.getProperty("os.name"), System.getProperty("os.arch"));

    /// Returns the platform for the values of the system properties `os.name` and `os.arch`.
    static Platform of(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        String machine = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor.toLowerCase(Locale.ROOT);
        };
        return new Platform(os + "-" + machine);
    }

    boolean isLinux() {
        return name.startsWith("linux-");
    }

    /// Returns the file name of the archive with PostgreSQL's programs.
    String archiveName() {
        return "postgres-" + name + ".txz";
    }

    /// Returns the start of a command that runs the rest of the command in its own session. macOS has no
    /// `setsid`, but Perl.
    List<String> newSessionCommand() {
        return isLinux()
                ? List.of("setsid")
                : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!", "--");
    }
}
