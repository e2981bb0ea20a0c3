// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.terminal.PrintableText;
import dev.evenkeel.engine.doctor.Finding;
import dev.evenkeel.engine.doctor.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings as people and as programs read them.
final class FindingText {
    private static final int INDENT = 6;

    private FindingText() {}

    /// A line for each with its remedy below, and the sum of them.
    static String of(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(word(finding.verdict())
                    + " ".repeat(INDENT - word(finding.verdict()).length())
                    + PrintableText.line(finding.check())
                    + " ".repeat(width - finding.check().length() + 2)
                    + PrintableText.line(finding.seen()));
            if (!finding.remedy().isEmpty()) {
                lines.add(" ".repeat(INDENT) + PrintableText.line(finding.remedy()));
            }
        }
        lines.add("");
        lines.add(count(findings, Verdict.OK) + " fine, " + count(findings, Verdict.WARN) + " to mend, "
                + count(findings, Verdict.FAIL) + " failing, " + count(findings, Verdict.SKIPPED) + " not looked at");
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(Verdict verdict) {
        return verdict == Verdict.SKIPPED ? "-" : verdict.name();
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /// The same with the sums as members.
    static ObjectNode json(List<Finding> findings) {
        ObjectNode all = ServerApi.JSON.createObjectNode();
        ArrayNode array = all.putArray("findings");
        for (Finding finding : findings) {
            array.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().name())
                    .put("seen", finding.seen())
                    .put("remedy", finding.remedy());
        }
        return all.put("fine", count(findings, Verdict.OK))
                .put("toMend", count(findings, Verdict.WARN))
                .put("failing", count(findings, Verdict.FAIL))
                .put("notLookedAt", count(findings, Verdict.SKIPPED));
    }
}
