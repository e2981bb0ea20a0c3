// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerProfileStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel profile show` command: shows one profile.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows a profile: its server, its environment and where its token comes from, never the token.",
            "",
            "Examples:",
            "  ./evenkeel profile show",
            "  ./evenkeel profile show production",
            ""
        })
final class ProfileShowCommand extends AbstractProfileCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The profile (default: the one in use).")
    private @Nullable String name;

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        String wanted = name == null ? profiles.active() : name;
        if (wanted == null) {
            throw usageError("no profile is in use; ./evenkeel profile list shows which there are");
        }
        return new ProfileCommandOutput(toJson(profiles, wanted), formatProfile(profiles, wanted));
    }
}
