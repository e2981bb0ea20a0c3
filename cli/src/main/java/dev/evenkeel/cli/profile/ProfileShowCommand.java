// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerProfileStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel profile show` command: shows one profile.
@Command(
        description = {
            "Shows the server, environment and token source of a profile, never the token.",
            "",
            "Examples:",
            "  ./evenkeel profile show",
            "  ./evenkeel profile show production",
            ""
        })
final class ProfileShowCommand extends AbstractProfileCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the profile (default: the active one).")
    private @Nullable String name;

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        String wanted = name == null ? profiles.active() : name;
        if (wanted == null) {
            throw usageError("No active profile. Pass a profile NAME, as shown by ./evenkeel profile list");
        }
        return new ProfileCommandOutput(toJson(profiles, wanted), formatProfile(profiles, wanted));
    }
}
