// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of CDEvents (cdevents.dev, 0.3 to 0.6): `service.deployed`, `service.upgraded` and
/// `service.rolledback`, alone or as the data of a CloudEvent.
public final class CdEventsParser {
    private static final Pattern TYPE = Pattern.compile("dev\\.cdevents\\.([a-z]+)\\.([a-z]+)\\..+");
    private static final Map<String, ReportedChangeState> STATES = Map.of(
            "deployed", ReportedChangeState.COMPLETED,
            "upgraded", ReportedChangeState.COMPLETED,
            "rolledback", ReportedChangeState.ROLLED_BACK);

    private CdEventsParser() {}

    /// Parses an event.
    ///
    /// @return empty for an event of another kind; must not be used when there are errors
    public static Optional<ExternalChangeReport> parse(JsonNode body, ValidationErrors errors) {
        JsonNode inside = body.path("data");
        boolean wrapped = inside.path("context").isObject();
        JsonObjectReader event = new JsonObjectReader(wrapped ? inside : body, wrapped ? "/data" : "", errors);
        JsonObjectReader context = event.object("context");
        ReportedChangeState state = toState(context.requireLine("type", "set the type of the CDEvent"));
        return state == null ? Optional.empty() : Optional.of(toReport(context, event.object("subject"), state));
    }

    private static @Nullable ReportedChangeState toState(String type) {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() && parts.group(1).equals("service") ? STATES.get(parts.group(2)) : null;
    }

    private static ExternalChangeReport toReport(
            JsonObjectReader context, JsonObjectReader subject, ReportedChangeState state) {
        JsonObjectReader content = subject.object("content");
        String artifact = content.line("artifactId");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "cdevents:" + context.requireLine("source", "set the source of the event"),
                        context.requireLine("id", "set the id of the event")),
                subject.requireLine("id", "set the service"),
                content.object("environment").requireLine("id", "set the environment"),
                state,
                context.requireInstant("timestamp"),
                ExternalChangeReport.Details.ofDeployment(artifact == null ? "" : artifact, null, artifact, null));
    }
}
