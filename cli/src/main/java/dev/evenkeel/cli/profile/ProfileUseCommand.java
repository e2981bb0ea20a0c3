// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerProfileStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel profile use` command: selects the default profile.
@Command(
        description = {
            "Selects the active profile.",
            "Commands use it unless an option or a variable selects another server.",
            "",
            "Examples:",
            "  ./evenkeel profile use staging",
            "  ./evenkeel profile use --none",
            ""
        })
final class ProfileUseCommand extends AbstractProfileCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the profile.")
    private @Nullable String name;

    @Option(names = "--none", description = "Deselect the active profile.")
    private boolean none;

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        if ((name == null) != none) {
            throw usageError("Pass either a profile NAME or --none");
        }
        if (name == null) {
            new ServerProfileStore(profiles.folder(), null, profiles.profiles()).write();
            ObjectNode json = ServerApiClient.JSON.createObjectNode();
            return new ProfileCommandOutput(json.putNull("active"), "No active profile.");
        }
        profiles.get(name);
        var used = new ServerProfileStore(profiles.folder(), name, profiles.profiles());
        used.write();
        return new ProfileCommandOutput(toJson(used, name), formatProfile(used, name));
    }
}
