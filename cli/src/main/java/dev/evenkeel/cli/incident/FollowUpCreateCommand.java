// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident follow-up create` command: creates a follow-up of an incident.
@Command(
        description = {
            "Creates a follow-up of an incident.",
            "With --verify, the server checks the effect; otherwise --verified-by describes the manual check.",
            "",
            "Examples:",
            "  ./evenkeel incident follow-up create i-5f0c2b7e9a1d4c38 --what \"limit the pool\" --owner ann \\",
            "      --due 2026-12-01 --expected \"no such failure in 90 days\" --verified-by \"the load test\"",
            "  ./evenkeel incident follow-up create i-5f0c2b7e9a1d4c38 --what \"alert earlier\" --owner ann \\",
            "      --due 2026-12-01 --expected \"detected in 10 min\" --verify alert-rule",
            "",
            "Checks: gate flag=F [gate=G], objective slo=S burn=N window=PT1H [objective=O], drill flag=F,",
            "flag flag=F state=deleted|disabled|enabled, alert-rule; with environment=E where a flag is named.",
            ""
        })
final class FollowUpCreateCommand extends AbstractIncidentActionCommand {
    @Option(names = "--what", paramLabel = "TEXT", required = true, description = "The work to do.")
    private String what = "";

    @Option(names = "--owner", paramLabel = "NAME", required = true, description = "The user who does it.")
    private String owner = "";

    @Option(names = "--due", paramLabel = "DAY", required = true, description = "Due date, such as 2026-12-01.")
    private String due = "";

    @Option(names = "--expected", paramLabel = "TEXT", required = true, description = "The expected effect.")
    private String expected = "";

    @Option(names = "--verified-by", paramLabel = "TEXT", description = "Manual check of the effect.")
    private @Nullable String verifiedBy;

    @Option(
            names = "--verify",
            paramLabel = "CHECK",
            arity = "1..*",
            description = "Check by the server: its kind and parameters, as listed above.")
    private List<String> verify = List.of();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = emptyBody()
                .put("description", what)
                .put("owner", owner)
                .put("dueDate", due)
                .put("expectedEffect", expected);
        if (verifiedBy != null) {
            body.put("verifiedBy", verifiedBy);
        }
        if (!verify.isEmpty()) {
            addCheck(body.putObject("check"));
        }
        return postAction(api, "follow-ups", body);
    }

    private void addCheck(ObjectNode check) {
        check.put("kind", verify.getFirst().toUpperCase(Locale.ROOT).replace('-', '_'));
        ObjectNode parameters = check.putObject("parameters");
        verify.stream().skip(1).forEach(word -> {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw usageError("--verify: \"" + word + "\" is not a parameter. Use NAME=VALUE, such as slo=pay.");
            }
            parameters.put(word.substring(0, equals), word.substring(equals + 1));
        });
    }
}
