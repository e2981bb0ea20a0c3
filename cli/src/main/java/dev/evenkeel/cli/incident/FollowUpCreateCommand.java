// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.AddFollowUpRequest;
import dev.evenkeel.api.IncidentApi.FollowUpCheckFields;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    private LocalDate due = LocalDate.EPOCH;

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
        var request =
                new AddFollowUpRequest(what, owner, due, expected, verifiedBy, verify.isEmpty() ? null : toCheck());
        return postAction(api, "follow-ups", request);
    }

    private FollowUpCheckFields toCheck() {
        String kind = verify.getFirst().toUpperCase(Locale.ROOT).replace('-', '_');
        Map<String, String> parameters = new LinkedHashMap<>();
        verify.stream().skip(1).forEach(word -> {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw usageError("--verify: \"" + word + "\" is not a parameter. Use NAME=VALUE, such as slo=pay.");
            }
            parameters.put(word.substring(0, equals), word.substring(equals + 1));
        });
        return Stream.of(FollowUpCriterion.Kind.values())
                .filter(one -> one.name().equals(kind))
                .map(one -> new FollowUpCheckFields(one, parameters))
                .findFirst()
                .orElseThrow(() -> usageError("--verify: \"" + verify.getFirst()
                        + "\" is not a check. Use gate, objective, drill, flag or alert-rule."));
    }
}
