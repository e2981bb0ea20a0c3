// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.InvalidProfileException;
import dev.evenkeel.cli.client.ServerProfile;
import dev.evenkeel.cli.client.ServerProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel profile delete` command: deletes a profile.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes a profile away, with the token that was kept for it. The token itself goes on; token end takes it back.",
            "",
            "Example:",
            "  ./evenkeel profile delete staging",
            ""
        })
final class ProfileDeleteCommand extends AbstractProfileCommand {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        ObjectNode json = toJson(profiles, name);
        SortedMap<String, ServerProfile> left = new TreeMap<>(profiles.profiles());
        left.remove(name);
        new ServerProfileStore(profiles.folder(), name.equals(profiles.active()) ? null : profiles.active(), left)
                .write();
        try {
            Files.deleteIfExists(profiles.tokenFile(name));
        } catch (IOException e) {
            throw new InvalidProfileException("The token of " + name + " is still there: " + e);
        }
        return new ProfileCommandOutput(json, "Profile " + name + " is gone.");
    }
}
