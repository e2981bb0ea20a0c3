// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.Profile;
import dev.evenkeel.cli.client.ProfileProblem;
import dev.evenkeel.cli.client.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel profile delete`: takes a profile away.
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
final class ProfileDeleteCommand extends LocalCommand {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    @Override
    Answer answer(Profiles profiles) {
        ObjectNode json = json(profiles, name);
        SortedMap<String, Profile> left = new TreeMap<>(profiles.all());
        left.remove(name);
        new Profiles(profiles.folder(), name.equals(profiles.inUse()) ? null : profiles.inUse(), left).write();
        try {
            Files.deleteIfExists(profiles.tokenFile(name));
        } catch (IOException e) {
            throw new ProfileProblem("The token of " + name + " is still there: " + e);
        }
        return new Answer(json, "Profile " + name + " is gone.");
    }
}
