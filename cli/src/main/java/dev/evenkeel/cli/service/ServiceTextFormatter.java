// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.api.ServiceApi.ServiceResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.catalog.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A formatter of services as text.
final class ServiceTextFormatter {
    private ServiceTextFormatter() {}

    static String formatTable(Service[] services) {
        if (services.length == 0) {
            return "No services. To add some: ./evenkeel service apply FILE";
        }
        var textTable = new TextTable("SERVICE", "TIER", "OWNER", "FAILURE COST", "DEPENDS ON", "FLAGS");
        for (Service service : services) {
            textTable.addRow(
                    service.key(),
                    Integer.toString(service.tier()),
                    said(service.owner()),
                    price(service, "-"),
                    joined(service.dependsOn()),
                    flags(service));
        }
        return textTable.toString();
    }

    static String formatService(ServiceResponse response) {
        Service service = response.service();
        List<String> lines = new ArrayList<>();
        lines.add(service.key() + ": " + service.name() + ", tier " + service.tier());
        lines.add("Owner         " + said(service.owner()));
        lines.add("Escalation    " + said(service.escalation()));
        lines.add("Depends on    " + dependencies(response.dependencies()));
        lines.add("Used by       " + joined(response.dependents()));
        lines.add("Flags         " + flags(service));
        lines.add("Failure cost  " + price(service, "(not set)"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String price(Service service, String unknown) {
        return service.failureCost() == null ? unknown : service.failureCost().format();
    }

    private static String said(String text) {
        return text.isEmpty() ? "(not set)" : text;
    }

    private static String joined(List<String> list) {
        return list.isEmpty() ? "-" : String.join(", ", list);
    }

    private static String dependencies(Map<String, Integer> dependencies) {
        return dependencies.isEmpty()
                ? "-"
                : dependencies.entrySet().stream()
                        .map(dependency -> dependency.getValue() == 1
                                ? dependency.getKey()
                                : dependency.getKey() + " (" + dependency.getValue() + " levels away)")
                        .collect(Collectors.joining(", "));
    }

    private static String flags(Service service) {
        return service.flags().isEmpty()
                ? "-"
                : service.flags().stream()
                        .map(flag -> flag.environment() + "/" + flag.flag())
                        .collect(Collectors.joining(", "));
    }
}
