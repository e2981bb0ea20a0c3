// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A generator of ids for records of assessments, which the field `assessment` of their front matter names.
public final class DecisionRecordIdGenerator {
    /// Name of the front matter field.
    public static final String ASSESSMENT_FIELD = "assessment";

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})-.*");
    private static final int LONGEST_NAME = 80;

    private DecisionRecordIdGenerator() {}

    /// Returns the id for the record of an assessment: that of its existing record, which is then replaced, or
    /// else the next number in four digits and the title, such as `0007-use-quarkus`.
    ///
    /// @param known existing records
    public static String generate(Collection<DecisionRecord> known, String assessment, String title) {
        return known.stream()
                .filter(one -> isFor(one, assessment))
                .map(DecisionRecord::id)
                .findFirst()
                .orElseGet(() -> String.format(Locale.ROOT, "%04d-%s", highestNumber(known) + 1, slug(title)));
    }

    private static boolean isFor(DecisionRecord one, String assessment) {
        var field = one.frontMatter().others().get(ASSESSMENT_FIELD);
        return field != null && field.asString("").equals(assessment);
    }

    private static int highestNumber(Collection<DecisionRecord> known) {
        return known.stream()
                .map(one -> NUMBER.matcher(one.id()))
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .max()
                .orElse(0);
    }

    private static String slug(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length())).replaceAll("^-|-$", "");
        return name.isEmpty() ? "decision" : name;
    }
}
