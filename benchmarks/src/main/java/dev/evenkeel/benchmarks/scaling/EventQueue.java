// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.util.Arrays;

/// The clock of a simulation and its future events, in order of time and then of scheduling. Not thread-safe.
final class EventQueue {
    private long[] times = new long[1 << 10];
    private long[] orders = new long[1 << 10];
    private Runnable[] actions = new Runnable[1 << 10];
    private int size;
    private long scheduled;
    private long now;

    EventQueue() {}

    /// Returns the simulated time in nanoseconds.
    long now() {
        return now;
    }

    /// Schedules an event after a delay of 0 or more nanoseconds.
    void schedule(long delay, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            actions = Arrays.copyOf(actions, 2 * size);
        }
        insert(now + delay, scheduled++, action);
    }

    /// Runs all events up to a time, in nanoseconds, and sets the clock to it.
    void runUntil(long time) {
        while (size > 0 && times[0] <= time) {
            now = times[0];
            removeFirst().run();
        }
        now = Math.max(now, time);
    }

    private void insert(long time, long order, Runnable action) {
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(time, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        set(hole, time, order, action);
    }

    private Runnable removeFirst() {
        Runnable first = actions[0];
        size--;
        long time = times[size];
        long order = orders[size];
        Runnable action = actions[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isBefore(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (isBefore(time, order, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        set(hole, time, order, action);
        return first;
    }

    private boolean isBefore(long time, long order, int other) {
        return time < times[other] || (time == times[other] && order < orders[other]);
    }

    private void move(int from, int to) {
        set(to, times[from], orders[from], actions[from]);
    }

    private void set(int index, long time, long order, Runnable action) {
        times[index] = time;
        orders[index] = order;
        actions[index] = action;
    }
}
