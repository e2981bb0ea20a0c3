// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

/// The mark of code that runs as a shadow call, for comparison only, so that it does not repeat external
/// effects: a mail, a payment order, a message on a queue.
///
/// Work of a marked thread is not evidence: its guarded changes count for no rollout, its evaluations are not
/// exposures, its events are ignored.
///
/// The mark belongs to the thread that runs the shadow call. Work that it passes to other threads or
/// processes is not marked automatically; use [#baggage()] to propagate the mark.
public final class ShadowCallMarker {
    /// Key of the mark in W3C baggage.
    public static final String BAGGAGE_KEY = "evenkeel.shadow";

    private static final ThreadLocal<String> FLAG = new ThreadLocal<>();

    private ShadowCallMarker() {}

    /// Whether this thread is running a shadow call.
    public static boolean isActive() {
        return FLAG.get() != null;
    }

    /// Returns the flag of the shadow call in this thread.
    public static Optional<String> flagKey() {
        return Optional.ofNullable(FLAG.get());
    }

    /// Returns the mark as a member of a `baggage` header (W3C Baggage), for requests that this thread sends;
    /// empty when it is not marked.
    public static Optional<String> baggage() {
        return flagKey().map(flag -> BAGGAGE_KEY + "=" + percentEncoded(flag));
    }

    /// Whether a `baggage` header contains the mark.
    public static boolean isMarked(String baggageHeader) {
        return flagKeyIn(baggageHeader).isPresent();
    }

    /// Returns the flag in the mark of a `baggage` header; empty when the header does not contain the mark.
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

    /// Runs code with the mark, in this thread: for services that received a marked `baggage` header.
    @SuppressWarnings("try") // the scope is only closed
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

    /// The scope in which a thread is marked.
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /// Restores the thread's previous mark.
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
