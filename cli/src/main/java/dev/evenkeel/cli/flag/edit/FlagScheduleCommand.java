// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.AddScheduledChangeRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.files.json.JsonTextParser;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel flag schedule` command: schedules a change of a flag.
@Command(
        description = {
            "Schedules a change of a flag.",
            "The change is part of the flag definition: every service applies it on time, even without a connection to",
            "the server. It replaces the targeting until the next scheduled change.",
            "",
            "Examples:",
            "  ./evenkeel flag schedule sale --at 2027-11-26T00:00:00+01:00 --serve on",
            "  ./evenkeel flag schedule sale --at 2027-11-27T00:00:00+01:00 --remove",
            ""
        })
public final class FlagScheduleCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "Time of the change with its UTC offset, such as 2027-01-31T09:00:00Z.")
    private @Nullable OffsetDateTime at;

    @ArgGroup(multiplicity = "1")
    private ScheduledChangeOptions change = new ScheduledChangeOptions();

    /// The options for the scheduled change.
    static final class ScheduledChangeOptions {
        @Option(names = "--serve", paramLabel = "VARIANT", description = "Variant to serve to everyone.")
        private @Nullable String serve;

        @Option(
                names = "--targeting",
                paramLabel = "JSON",
                description = "Targeting rule to apply: a JSON object, or @FILE.")
        private @Nullable String targeting;

        @Option(names = "--remove", description = "Delete the change that is scheduled for this time.")
        private boolean remove;
    }

    public FlagScheduleCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        OffsetDateTime moment = Objects.requireNonNull(at);
        String path = flagPath(key) + "/scheduled-changes";
        if (change.remove) {
            return api.delete(
                    path + query() + "&at="
                            + ServerApiClient.urlEncode(moment.toInstant().toString()),
                    FlagSetUpdateResult.class);
        }
        var request = new AddScheduledChangeRequest(
                moment, change.serve, change.targeting == null ? null : parseRule(change.targeting), reason);
        return api.post(path, request, FlagSetUpdateResult.class);
    }

    private ObjectNode parseRule(String given) {
        String text = given.startsWith("@") ? readFile("--targeting", Path.of(given.substring(1))) : given;
        try {
            if (ServerApiClient.JSON.readTree(text) instanceof ObjectNode rule) {
                return rule;
            }
        } catch (JacksonException e) {
            throw usageError("--targeting is not valid JSON: " + JsonTextParser.formatMessage(e));
        }
        throw usageError("--targeting is not a JSON object.");
    }
}
