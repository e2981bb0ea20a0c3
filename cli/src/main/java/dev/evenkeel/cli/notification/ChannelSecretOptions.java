// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.OptionDescriptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that write a channel.
final class ChannelSecretOptions {
    /// The variable that holds the secret when no file is given.
    static final String VARIABLE = "EVENKEEL_CHANNEL_SECRET";

    @Option(names = "--url", paramLabel = "URL", description = "URL of the receiver, unless it is the secret.")
    @Nullable
    String url;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "File with the secret (default: environment variable EVENKEEL_CHANNEL_SECRET).")
    @Nullable
    Path secretFile;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    String reason = "";
}
