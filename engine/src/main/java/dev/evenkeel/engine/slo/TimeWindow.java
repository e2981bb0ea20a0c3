// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The period of an SLO.
public sealed interface TimeWindow {
    /// Returns its length; for a calendar month, quarter and year the nominal one.
    OpenSloDuration length();

    /// Returns the period that contains `now`, or that ends at it.
    Period periodAt(Instant now);

    /// A rolling period that ends now.
    record Rolling(OpenSloDuration length) implements TimeWindow {
        @Override
        public Period periodAt(Instant now) {
            return new Period(now.minus(length.toDuration()), now, now);
        }
    }

    /// Consecutive calendar periods, in local time.
    ///
    /// @param start start of any period, now or before
    record Calendar(OpenSloDuration length, LocalDateTime start, ZoneId zone) implements TimeWindow {
        @Override
        public Period periodAt(Instant now) {
            Duration gone = Duration.between(begin(0), now);
            long number = Math.floorDiv(gone.toSeconds(), length.toDuration().toSeconds());
            while (begin(number).isAfter(now)) {
                number--;
            }
            while (!begin(number + 1).isAfter(now)) {
                number++;
            }
            return new Period(begin(number), now, begin(number + 1));
        }

        private Instant begin(long number) {
            return length.addTo(start, number).atZone(zone).toInstant();
        }
    }

    /// One period, up to the present.
    ///
    /// @param until the present, or the end
    /// @param end end of the whole period; `until` for a rolling one
    record Period(Instant start, Instant until, Instant end) {
        /// Returns the length of the whole period divided by the elapsed length, 1 or more.
        double scaleToWhole() {
            double over = Duration.between(start, until).toSeconds();
            return over <= 0 ? 1 : Duration.between(start, end).toSeconds() / over;
        }
    }
}
