// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerProfileStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel profile use`: which profile counts when none is named.
@Command(
        name = "use",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts a profile in use: from now on it counts where no option and no variable says which server is meant.",
            "",
            "Examples:",
            "  ./evenkeel profile use staging",
            "  ./evenkeel profile use --none",
            ""
        })
final class ProfileUseCommand extends LocalProfileCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The profile.")
    private @Nullable String name;

    @Option(names = "--none", description = "No profile is in use from now on.")
    private boolean none;

    @Override
    ProfileOutput answer(ServerProfileStore profiles) {
        if ((name == null) != none) {
            throw misuse("name a profile, or give --none");
        }
        if (name == null) {
            new ServerProfileStore(profiles.folder(), null, profiles.all()).write();
            ObjectNode json = ServerApiClient.JSON.createObjectNode();
            return new ProfileOutput(json.putNull("inUse"), "No profile is in use.");
        }
        profiles.get(name);
        var used = new ServerProfileStore(profiles.folder(), name, profiles.all());
        used.write();
        return new ProfileOutput(json(used, name), words(used, name));
    }
}
