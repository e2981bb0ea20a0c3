// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident follow-up` command: adds, checks or completes a follow-up of an incident.
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds a follow-up, makes its check, or says that it is done and what was seen that shows its effect.",
            "One that has a check is done only when the check holds, or somebody says why it is passed over.",
            "Exit code 1: the check does not hold.",
            "",
            "Examples:",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --what \"limit the pool\" --owner ann --due 2026-12-01 \\",
            "      --expected \"no such failure in 90 days\" --verified-by \"the load test\"",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --what \"alert earlier\" --owner ann --due 2026-12-01 \\",
            "      --expected \"found in 10 min\" --verify alert-rule",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --check 2",
            "  ./evenkeel incident follow-up i-5f0c2b7e9a1d4c38 --done 1 --evidence \"load test 812 held\"",
            "",
            "Checks: gate flag=F [gate=G], objective slo=S burn=N window=PT1H [objective=O], drill flag=F,",
            "flag flag=F state=deleted|disabled|enabled, alert-rule; with environment=E where a flag is named.",
            ""
        })
final class IncidentFollowUpCommand extends AbstractIncidentActionCommand {
    @ArgGroup(multiplicity = "1")
    private @Nullable FollowUpOperationOptions asked;

    private static final class FollowUpOperationOptions {
        @ArgGroup(exclusive = false)
        private @Nullable NewFollowUpOptions fresh;

        @ArgGroup(exclusive = false)
        private @Nullable CompletionOptions done;

        @Option(names = "--check", paramLabel = "N", description = "Make the check of this follow-up now.")
        private @Nullable Integer check;
    }

    private static final class NewFollowUpOptions {
        @Option(names = "--what", paramLabel = "TEXT", required = true, description = "What is done.")
        private String what = "";

        @Option(names = "--owner", paramLabel = "NAME", required = true, description = "Who does it.")
        private String owner = "";

        @Option(names = "--due", paramLabel = "DAY", required = true, description = "Until when.")
        private String due = "";

        @Option(names = "--expected", paramLabel = "TEXT", required = true, description = "What it changes.")
        private String expected = "";

        @Option(names = "--verified-by", paramLabel = "TEXT", description = "How one will see it.")
        private @Nullable String verifiedBy;

        @Option(
                names = "--verify",
                paramLabel = "CHECK",
                arity = "1..*",
                description = "How the server sees it: a kind and its names, as above.")
        private List<String> verify = List.of();
    }

    private static final class CompletionOptions {
        @Option(names = "--done", paramLabel = "N", required = true, description = "Number of the follow-up.")
        private int number;

        @Option(names = "--evidence", paramLabel = "TEXT", required = true, description = "What was seen.")
        private String evidence = "";

        @Option(
                names = "--without-check",
                paramLabel = "REASON",
                description = "Why its check is passed over; it is shown as that.")
        private @Nullable String skipCheckReason;
    }

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        NewFollowUpOptions fresh = asked == null ? null : asked.fresh;
        CompletionOptions done = asked == null ? null : asked.done;
        Integer check = asked == null ? null : asked.check;
        if (fresh != null) {
            return postAction(api, "follow-ups", body(fresh));
        }
        if (check != null) {
            return check(api, check);
        }
        if (done == null) {
            throw usageError("give a new follow-up, --check or --done");
        }
        ObjectNode body = emptyBody().put("evidence", done.evidence);
        if (done.skipCheckReason != null) {
            body.put("skipCheckReason", done.skipCheckReason);
        }
        return postAction(api, "follow-ups/" + done.number + "/complete", body);
    }

    private CommandResult check(ServerApiClient api, int number) throws InterruptedException {
        JsonNode found =
                api.post(incidentPath("/follow-ups/" + number + "/check"), null).body();
        return new CommandResult(
                found,
                IncidentTextFormatter.formatCheck(found),
                found.path("verdict").asString().equals("PASSED") ? 0 : 1);
    }

    private ObjectNode body(NewFollowUpOptions fresh) {
        ObjectNode body = emptyBody()
                .put("description", fresh.what)
                .put("owner", fresh.owner)
                .put("dueDate", fresh.due)
                .put("expectedEffect", fresh.expected);
        if (fresh.verifiedBy != null) {
            body.put("verifiedBy", fresh.verifiedBy);
        }
        if (!fresh.verify.isEmpty()) {
            ObjectNode check = body.putObject("check")
                    .put(
                            "kind",
                            fresh.verify.getFirst().toUpperCase(Locale.ROOT).replace('-', '_'));
            ObjectNode parameters = check.putObject("parameters");
            fresh.verify.stream().skip(1).forEach(word -> {
                int equals = word.indexOf('=');
                if (equals < 1) {
                    throw usageError("--verify: " + word + " is no name=value");
                }
                parameters.put(word.substring(0, equals), word.substring(equals + 1));
            });
        }
        return body;
    }
}
