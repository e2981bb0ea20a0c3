// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// A base class of commands that change flags; prints the changed flags and the new revision.
abstract class AbstractFlagEditCommand extends AbstractServerCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    String reason = "";

    abstract TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException;

    @Override
    protected final CommandResult execute(ServerApiClient api) throws InterruptedException {
        TypedResponse<FlagSetUpdateResult> result = edit(api);
        printWarnings(result.value().warnings());
        return new CommandResult(result.body(), format(result.value()));
    }

    /// Whether to validate and report the change without applying it.
    boolean isDryRun() {
        return false;
    }

    /// Returns the reason as the first parameter of a query string.
    String query() {
        return "?reason=" + ServerApiClient.urlEncode(reason);
    }

    /// Returns the API path of a segment.
    final String segmentPath(String name) {
        return environmentPath("/segments/" + ServerApiClient.urlEncode(name));
    }

    private String format(FlagSetUpdateResult result) {
        long revision = result.revision();
        if (!result.changed()) {
            return "No changes. Environment " + environment() + " is at revision " + revision + ".";
        }
        String parts = Stream.of(
                        formatKeys("added", result.added()),
                        formatKeys("changed", result.modified()),
                        formatKeys("removed", result.removed()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return (isDryRun() ? "Dry run: environment " : "Environment ")
                + environment()
                + (isDryRun() ? " would be at revision " : " is now at revision ")
                + revision
                + (parts.isEmpty() ? "." : " (" + parts + ").");
    }

    private static String formatKeys(String what, List<String> keys) {
        return keys.isEmpty() ? "" : what + ": " + String.join(", ", keys);
    }
}
