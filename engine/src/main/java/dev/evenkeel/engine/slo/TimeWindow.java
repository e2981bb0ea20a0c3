// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The period over which an objective has to hold.
public sealed interface TimeWindow {
    /// Its length; of a calendar's month, quarter and year the usual one.
    OpenSloDuration length();

    /// The period that `now` is in, or that ends with it.
    Period at(Instant now);

    /// Always the last so many days.
    record Rolling(OpenSloDuration length) implements TimeWindow {
        @Override
        public Period at(Instant now) {
            return new Period(now.minus(length.length()), now, now);
        }
    }

    /// One period after the other, by the clock on the wall.
    ///
    /// @param start where some period begins, now or before
    record Calendar(OpenSloDuration length, LocalDateTime start, ZoneId zone) implements TimeWindow {
        @Override
        public Period at(Instant now) {
            Duration gone = Duration.between(begin(0), now);
            long number = Math.floorDiv(gone.toSeconds(), length.length().toSeconds());
            while (begin(number).isAfter(now)) {
                number--;
            }
            while (!begin(number + 1).isAfter(now)) {
                number++;
            }
            return new Period(begin(number), now, begin(number + 1));
        }

        private Instant begin(long number) {
            return length.after(start, number).atZone(zone).toInstant();
        }
    }

    /// One period, as far as it is over.
    ///
    /// @param from its begin
    /// @param until the present, or its end
    /// @param end when it will be over; `until` for a rolling one
    record Period(Instant from, Instant until, Instant end) {
        /// How much longer the whole period is than what is over of it, 1 or more.
        double whole() {
            double over = Duration.between(from, until).toSeconds();
            return over <= 0 ? 1 : Duration.between(from, end).toSeconds() / over;
        }
    }
}
