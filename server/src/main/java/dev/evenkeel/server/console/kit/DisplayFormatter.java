// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.core.flag.split.Percent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as the console writes them: English grouping, a unit on each, digits only as far as they mean
/// something.
public final class DisplayFormatter {
    private static final int LARGEST_PLAIN_EXPONENT = 4;
    private static final int SMALLEST_PLAIN_EXPONENT = -2;
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final int DECIMALS_OF_MONEY = 2;

    /* Keeps a number and its unit on one line. */
    private static final String SPACE = "\u00a0";

    /* What reasons begin with: "fees-ok, availability has spent ...", "p95: the candidate ...". Blind is the guard. */
    private static final Pattern NAME = Pattern.compile("(?!blind:)(\\S*[^\\s\\p{L}'’(),:;]\\S*|\\p{L}+[:,])(\\s|$)");

    private DisplayFormatter() {}

    /// `12345` as `12,345`.
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// A share of 0..1 as percent with three digits that count: `0.0123` as `1.23 %`, `0.5` as `50.0 %`.
    public static String share(double share) {
        return digits(share * 100) + SPACE + "%";
    }

    /// The share of an error budget that remains: `-0.5` as `-50.0 %`, null as `unknown`.
    public static String budget(@Nullable Double share) {
        return share == null ? "unknown" : (share < 0 ? "-" : "") + share(Math.abs(share));
    }

    /// A share as in a plan: `5 %`, `2.5 %`.
    public static String exposure(Percent share) {
        return share.toString().replace(" ", SPACE);
    }

    /// Milliseconds with three digits that count: `41.27` as `41.3 ms`.
    public static String millis(double millis) {
        return digits(millis) + SPACE + "ms";
    }

    /// An interval of shares: `0.12–0.23 %`.
    public static String shares(double low, double high) {
        return digits(low * 100) + "–" + share(high);
    }

    /// An interval of milliseconds: `8.14–8.26 ms`.
    public static String millis(double low, double high) {
        return digits(low) + "–" + millis(high);
    }

    /// About how much money, with two digits that count: `1234.5` as `CHF 1,200`, `1.23` as `CHF 1.20`.
    ///
    /// @param amount finite
    public static String about(double amount, String currency) {
        BigDecimal rounded = new BigDecimal(amount).round(TWO_DIGITS);
        int decimals = rounded.scale() <= 0 ? 0 : Math.max(DECIMALS_OF_MONEY, rounded.scale());
        return currency + SPACE + String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /// A ratio: `0.674` as `0.67 ×`.
    public static String times(double ratio) {
        return digits(ratio) + SPACE + "×";
    }

    /// Evidence, given as decimal logarithm: `-0.4` as `0.40`, `2.05` as `112`, `7.3` as `2.0 × 10⁷`.
    public static String evidence(double log10) {
        int exponent = (int) Math.floor(log10);
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            return digits(Math.pow(10, log10));
        }
        return String.format(
                Locale.ROOT, "%.1f\u00a0×\u00a010%s", Math.pow(10, log10 - exponent), superscript(exponent));
    }

    /// A duration for people: `0.4 s`, `38 s`, `3 min 20 s`, `2 h 5 min`.
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f" + SPACE + "s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + SPACE + "s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /// Text of others with its percent signs kept beside their numbers.
    public static String prose(String text) {
        return text.replace(" %", SPACE + "%");
    }

    /// A clause as a sentence: `blind: no batch` as `Blind: no batch.` A name at its begin stays as it is: that
    /// of a guardrail or an SLO, `p95: slower` as `p95: slower.`
    public static String sentence(String clause) {
        if (clause.isBlank()) {
            return "";
        }
        String text = prose(clause.strip());
        String end = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? "" : ".";
        return NAME.matcher(text).lookingAt()
                ? text + end
                : Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }

    /// A number with three digits that count, at most three decimals: `0.0588` as `0.059`.
    public static String digits(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String superscript(int exponent) {
        return Integer.toString(exponent)
                .chars()
                .mapToObj(digit -> digit == '-' ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(digit - '0', digit - '0' + 1))
                .reduce("", String::concat);
    }
}
