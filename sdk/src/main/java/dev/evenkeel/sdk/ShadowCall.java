// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

/// Tells code whether it runs for comparison only, so that nothing that leaves the process is done
/// twice: a mail, a payment order, a message on a queue.
///
/// What a marked thread does is no evidence: its guarded changes count for no rollout, its evaluations expose
/// nobody to an experiment, its events have happened to nobody.
///
/// The mark belongs to the thread that answers a second time. What that thread hands to other threads
/// or processes is not marked by itself; [#baggage()] is for passing it on.
public final class ShadowCall {
    /// Key of the mark in W3C baggage.
    public static final String BAGGAGE_KEY = "evenkeel.shadow";

    private static final ThreadLocal<String> FLAG = new ThreadLocal<>();

    private ShadowCall() {}

    /// Whether this thread answers a second time now.
    public static boolean isActive() {
        return FLAG.get() != null;
    }

    /// The flag whose guarded change this thread answers a second time for.
    public static Optional<String> flagKey() {
        return Optional.ofNullable(FLAG.get());
    }

    /// The mark as a member of a `baggage` header (W3C Baggage), to go with requests that this thread
    /// sends; empty when it is not marked.
    public static Optional<String> baggage() {
        return flagKey().map(flag -> BAGGAGE_KEY + "=" + percentEncoded(flag));
    }

    /// Whether a `baggage` header bears the mark.
    public static boolean isMarked(String baggageHeader) {
        return flagKeyIn(baggageHeader).isPresent();
    }

    /// The flag that the mark in a `baggage` header names; empty when the header bears none.
    public static Optional<String> flagKeyIn(String baggageHeader) {
        for (String member : baggageHeader.split(",", -1)) {
            int end = member.indexOf('=');
            if (end > 0 && member.substring(0, end).strip().equals(BAGGAGE_KEY)) {
                String value = member.substring(end + 1).split(";", -1)[0].strip();
                return Optional.of(percentDecoded(value));
            }
        }
        return Optional.empty();
    }

    /// Runs something with the mark, in this thread: for services that were called with a marked
    /// `baggage` header.
    @SuppressWarnings("try") // the scope is there to be closed
    public static void run(String flagKey, Runnable marked) {
        try (Scope scope = mark(flagKey)) {
            marked.run();
        }
    }

    /// Marks this thread until the scope is closed, by the same thread.
    public static Scope mark(String flagKey) {
        String before = FLAG.get();
        FLAG.set(flagKey);
        return () -> {
            if (before == null) {
                FLAG.remove();
            } else {
                FLAG.set(before);
            }
        };
    }

    /// How long a thread is marked.
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /// The thread is as it was before.
        @Override
        void close();
    }

    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String percentEncoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '-'
                    || b == '.'
                    || b == '_';
            encoded.append(plain ? Character.toString(b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
