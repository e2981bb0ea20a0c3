// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.http.ServerApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `evenkeel incident follow-up`: what is done so that it does not happen again.
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds a follow-up, or says that one is done and what was seen that shows its effect.",
            "",
            "Examples:",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --what \"limit the pool\" --owner ann --due 2026-12-01 \\",
            "      --expected \"no such failure in 90 days\" --verified-by \"the load test\"",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --done 1 --evidence \"load test 812 held\"",
            ""
        })
final class IncidentFollowUpCommand extends IncidentOrderCommand {
    @ArgGroup(multiplicity = "1")
    private @Nullable Asked asked;

    private static final class Asked {
        @ArgGroup(exclusive = false)
        private @Nullable Fresh fresh;

        @ArgGroup(exclusive = false)
        private @Nullable Done done;
    }

    private static final class Fresh {
        @Option(names = "--what", paramLabel = "TEXT", required = true, description = "What is done.")
        private String what = "";

        @Option(names = "--owner", paramLabel = "NAME", required = true, description = "Who does it.")
        private String owner = "";

        @Option(names = "--due", paramLabel = "DAY", required = true, description = "Until when.")
        private String due = "";

        @Option(names = "--expected", paramLabel = "TEXT", required = true, description = "What it changes.")
        private String expected = "";

        @Option(names = "--verified-by", paramLabel = "TEXT", required = true, description = "How one will see it.")
        private String verifiedBy = "";
    }

    private static final class Done {
        @Option(names = "--done", paramLabel = "N", required = true, description = "Number of the follow-up.")
        private int number;

        @Option(names = "--evidence", paramLabel = "TEXT", required = true, description = "What was seen.")
        private String evidence = "";
    }

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        Fresh fresh = asked == null ? null : asked.fresh;
        Done done = asked == null ? null : asked.done;
        if (fresh != null) {
            return order(
                    api,
                    "follow-ups",
                    body().put("what", fresh.what)
                            .put("owner", fresh.owner)
                            .put("due", fresh.due)
                            .put("expected", fresh.expected)
                            .put("verifiedBy", fresh.verifiedBy));
        }
        if (done == null) {
            throw misuse("give a new follow-up or --done");
        }
        return order(api, "follow-ups/" + done.number + "/done", body().put("evidence", done.evidence));
    }
}
