// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.catalog.FailureCost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of services as text.
final class ServiceTextFormatter {
    private ServiceTextFormatter() {}

    static String formatTable(JsonNode services) {
        if (services.isEmpty()) {
            return "No services. To add some: ./evenkeel service apply FILE";
        }
        var textTable = new TextTable("SERVICE", "TIER", "OWNER", "FAILURE COST", "DEPENDS ON", "FLAGS");
        services.forEach(service -> textTable.addRow(
                service.path("key").asString(),
                service.path("tier").asString(),
                said(service.path("owner")),
                price(service, "-"),
                joined(service.path("dependsOn")),
                flags(service)));
        return textTable.toString();
    }

    static String formatService(JsonNode service) {
        List<String> lines = new ArrayList<>();
        lines.add(service.path("key").asString() + ": " + service.path("name").asString() + ", tier "
                + service.path("tier").asString());
        lines.add("Owner         " + said(service.path("owner")));
        lines.add("Escalation    " + said(service.path("escalation")));
        lines.add("Depends on    " + dependencies(service.path("dependencies")));
        lines.add("Used by       " + joined(service.path("dependents")));
        lines.add("Flags         " + flags(service));
        lines.add("Failure cost  " + price(service, "(not set)"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String price(JsonNode service, String unknown) {
        JsonNode price = service.path("failureCost");
        return price.isObject()
                ? new FailureCost(
                                price.path("amount").asDouble(),
                                price.path("currency").asString())
                        .format()
                : unknown;
    }

    private static String said(JsonNode text) {
        return text.asString("").isEmpty() ? "(not set)" : text.asString();
    }

    private static String joined(JsonNode list) {
        return list.isEmpty() ? "-" : list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String dependencies(JsonNode dependencies) {
        return dependencies.isEmpty()
                ? "-"
                : dependencies
                        .propertyStream()
                        .map(dependency -> dependency.getValue().asInt() == 1
                                ? dependency.getKey()
                                : dependency.getKey() + " ("
                                        + dependency.getValue().asInt() + " levels away)")
                        .collect(Collectors.joining(", "));
    }

    private static String flags(JsonNode service) {
        JsonNode flags = service.path("flags");
        return flags.isEmpty()
                ? "-"
                : flags.valueStream()
                        .map(flag -> flag.path("environment").asString() + "/"
                                + flag.path("flag").asString())
                        .collect(Collectors.joining(", "));
    }
}
