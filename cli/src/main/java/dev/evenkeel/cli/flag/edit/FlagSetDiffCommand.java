// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.ComparedRevision;
import dev.evenkeel.api.FlagApi.FlagSetComparisonResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag diff` command: compares a definition with an earlier revision or another environment.
@Command(
        description = {
            "Compares the flags of an environment with an earlier revision or another environment.",
            "",
            "Examples:",
            "  ./evenkeel flag diff --from 41",
            "  ./evenkeel flag diff --from 38 --to 41 --json",
            "  ./evenkeel flag diff --environment production --with staging",
            ""
        })
public final class FlagSetDiffCommand extends AbstractServerCommand {
    @ArgGroup(multiplicity = "1")
    private ComparisonOptions other = new ComparisonOptions();

    /// The options for the other side of the comparison.
    static final class ComparisonOptions {
        @Option(names = "--from", paramLabel = "REVISION", description = "Revision to compare from.")
        private @Nullable Long from;

        @Option(names = "--with", paramLabel = "NAME", description = "Environment to compare with.")
        private @Nullable String with;
    }

    @Option(names = "--to", paramLabel = "REVISION", description = "Revision to compare to (default: current).")
    private @Nullable Long to;

    public FlagSetDiffCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String query =
                other.with == null ? "?from=" + other.from : "?environment=" + ServerApiClient.urlEncode(other.with);
        var response = api.get(
                environmentPath("/diff" + query + (to == null ? "" : "&to=" + to)), FlagSetComparisonResponse.class);
        FlagSetComparisonResponse comparison = response.value();
        List<String> lines = new ArrayList<>();
        lines.add("--- " + format(comparison.from()));
        lines.add("+++ " + format(comparison.to()));
        comparison.differences().forEach(difference -> {
            lines.add(difference.pointer());
            add("  - ", difference.before(), lines);
            add("  + ", difference.after(), lines);
        });
        if (comparison.differences().isEmpty()) {
            lines.add("No differences.");
        }
        return new CommandResult(response.body(), String.join(System.lineSeparator(), lines));
    }

    private static String format(ComparedRevision side) {
        return side.environment() + " revision " + side.revision();
    }

    private static void add(String mark, @Nullable JsonNode value, List<String> lines) {
        if (value != null && !value.isNull()) {
            lines.add(mark + value);
        }
    }
}
