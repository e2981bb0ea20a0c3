// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.InvalidProfileException;
import dev.evenkeel.cli.client.ServerProfile;
import dev.evenkeel.cli.client.ServerProfileStore;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel profile delete` command: deletes a profile.
@Command(
        description = {
            "Deletes a profile and the token that is stored for it.",
            "The token stays valid on the server. To revoke it: ./evenkeel token revoke ID",
            "",
            "Example:",
            "  ./evenkeel profile delete staging",
            ""
        })
final class ProfileDeleteCommand extends AbstractProfileCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the profile.")
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
            throw new InvalidProfileException("Profile " + name + " deleted, but not its token file "
                    + profiles.tokenFile(name) + ": " + IoErrorFormatter.formatReason(e));
        }
        return new ProfileCommandOutput(json, "Profile " + name + " deleted.");
    }
}
