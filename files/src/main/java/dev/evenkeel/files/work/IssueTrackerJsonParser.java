// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A parser of issues in responses of the REST APIs of GitHub, GitLab and Jira. Ignores unrelated fields and
/// story points. A time of 0 seconds means that none was logged.
final class IssueTrackerJsonParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    /* Jira writes +0000. */
    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]xx");

    private final IssueMapping mapping;
    private final WorkItemFile.ImportFindings findings;

    private IssueTrackerJsonParser(IssueMapping mapping, WorkItemFile.ImportFindings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    static List<WorkItemFile.RawWorkItem> parse(
            WorkItemFormat format, String text, IssueMapping mapping, WorkItemFile.ImportFindings findings) {
        var reader = new IssueTrackerJsonParser(mapping, findings);
        JsonNode file = JSON.readTree(text);
        return switch (format) {
            case GITHUB -> reader.parseGitHub(file);
            case GITLAB -> reader.parseGitLab(file);
            default -> reader.parseJira(file);
        };
    }

    private List<WorkItemFile.RawWorkItem> parseGitHub(JsonNode file) {
        List<ObjectNode> all = WorkItemFile.listObjects(file, ", as in the GitHub list of issues", findings);
        List<ObjectNode> issues =
                all.stream().filter(issue -> !issue.hasNonNull("pull_request")).toList();
        if (issues.size() < all.size()) {
            findings.notes().add((all.size() - issues.size()) + " pull requests in the list of issues were skipped");
        }
        return issues.stream()
                .map(issue -> {
                    ObjectNode item = createItem(text(issue, "number"), text(issue, "title"));
                    putTimes(
                            item,
                            firstText(issue, "created_at", "createdAt"),
                            firstText(issue, "closed_at", "closedAt"));
                    return toRawItem(item, labelNames(issue.path("labels")), text(issue.path("type"), "name"));
                })
                .toList();
    }

    private List<WorkItemFile.RawWorkItem> parseGitLab(JsonNode file) {
        return WorkItemFile.listObjects(file, ", as in the GitLab list of issues", findings).stream()
                .map(issue -> {
                    String reference = text(issue.path("references"), "full");
                    ObjectNode item =
                            createItem(reference == null ? text(issue, "iid") : reference, text(issue, "title"));
                    putTimes(item, text(issue, "created_at"), text(issue, "closed_at"));
                    JsonNode spent = issue.path("time_stats");
                    putEffort(item, spent.path("time_estimate"), spent.path("total_time_spent"));
                    return toRawItem(item, labelNames(issue.path("labels")), text(issue, "issue_type"));
                })
                .toList();
    }

    private List<WorkItemFile.RawWorkItem> parseJira(JsonNode file) {
        List<ObjectNode> issues =
                WorkItemFile.listObjects(file.path("issues"), " in \"issues\", as in a Jira search", findings);
        if (file.path("total").asInt(0) > issues.size() || file.hasNonNull("nextPageToken")) {
            findings.notes()
                    .add("the file is one page of a longer response; import the other pages too, with the same"
                            + " source");
        }
        return issues.stream()
                .map(issue -> {
                    JsonNode fields = issue.path("fields");
                    ObjectNode item = createItem(text(issue, "key"), text(fields, "summary"));
                    putTimes(
                            item,
                            parseJiraTime(text(fields, "created")),
                            parseJiraTime(text(fields, "resolutiondate")));
                    putEffort(item, fields.path("timeoriginalestimate"), fields.path("timespent"));
                    return toRawItem(item, labelNames(fields.path("labels")), text(fields.path("issuetype"), "name"));
                })
                .toList();
    }

    private static ObjectNode createItem(@Nullable String key, @Nullable String title) {
        return JSON.createObjectNode().put("key", key).put("title", title);
    }

    private static void putTimes(ObjectNode item, @Nullable String opened, @Nullable String closed) {
        item.put("opened", opened).put("closed", closed);
    }

    private void putEffort(ObjectNode item, JsonNode planned, JsonNode actual) {
        putDays(item, "planned", planned);
        putDays(item, "actual", actual);
    }

    private void putDays(ObjectNode item, String name, JsonNode seconds) {
        Double given = JsonObjectReader.toFiniteDouble(seconds);
        if (given != null && given != 0) {
            item.put(name, mapping.toPersonDays(given));
        }
    }

    private WorkItemFile.RawWorkItem toRawItem(ObjectNode item, List<String> labels, @Nullable String type) {
        String key = item.path("key").asString("");
        String place = "issue " + (key.isEmpty() ? "without a key" : key);
        Map<String, String> faults = mapping.fillIn(item, labels, type);
        faults.values().forEach(fault -> findings.errors().add(place + ": " + fault));
        return new WorkItemFile.RawWorkItem(place, item, faults.keySet());
    }

    /* Labels are texts, or objects with a name. */
    private static List<String> labelNames(JsonNode labels) {
        List<String> names = new ArrayList<>();
        labels.forEach(label -> Stream.of(label, label.path("name"))
                .filter(JsonNode::isString)
                .forEach(name -> names.add(name.stringValue())));
        return names;
    }

    private static @Nullable String firstText(JsonNode issue, String one, String other) {
        String text = text(issue, one);
        return text == null ? text(issue, other) : text;
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isNumber() ? value.asString() : null;
    }

    private static @Nullable String parseJiraTime(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : OffsetDateTime.parse(text, JIRA).toInstant().toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
