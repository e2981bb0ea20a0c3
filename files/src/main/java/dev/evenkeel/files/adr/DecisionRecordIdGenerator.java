// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ids of records that are made of an assessment, which their head names in the field `assessment`.
public final class DecisionRecordIdGenerator {
    /// The field of the head.
    public static final String ASSESSMENT = "assessment";

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})-.*");
    private static final int LONGEST_NAME = 80;

    private DecisionRecordIdGenerator() {}

    /// The id of the record of an assessment: of the one that there is, so that it is written anew, else
    /// the next number in four digits and the title, such as `0007-use-quarkus`.
    ///
    /// @param known records beside which it is to stand
    public static String of(Collection<DecisionRecord> known, String assessment, String title) {
        return known.stream()
                .filter(one -> isOf(one, assessment))
                .map(DecisionRecord::id)
                .findFirst()
                .orElseGet(() -> String.format(Locale.ROOT, "%04d-%s", highest(known) + 1, name(title)));
    }

    private static boolean isOf(DecisionRecord one, String assessment) {
        var field = one.head().others().get(ASSESSMENT);
        return field != null && field.asString("").equals(assessment);
    }

    private static int highest(Collection<DecisionRecord> known) {
        return known.stream()
                .map(one -> NUMBER.matcher(one.id()))
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .max()
                .orElse(0);
    }

    private static String name(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length())).replaceAll("^-|-$", "");
        return name.isEmpty() ? "decision" : name;
    }
}
