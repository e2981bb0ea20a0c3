// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A rollout page that is open in a browser, with the requests of rollout.js: the page, the ticks for its
/// charts, an event stream, and the page again after events: immediately after a decision, otherwise at most
/// every two seconds. Thread-safe.
final class OpenRolloutPage implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ROLLOUT =
            Pattern.compile("<div id=\"rollout\"[^>]* data-api=\"([^\"]+)\" data-after=\"(\\d+)\"");

    private final ConsoleHttpClient browser;
    private final String path;
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore hurried = new Semaphore(0);
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong refreshes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Exception failure;
    private String api = "";
    private long lastTick;
    private long decisions;

    private OpenRolloutPage(ConsoleHttpClient browser, String path) {
        this.browser = browser;
        this.path = path;
    }

    /// Opens the page.
    ///
    /// @param browser used only by this page, and closed with it
    static OpenRolloutPage open(ConsoleHttpClient browser, String path) throws IOException, InterruptedException {
        var page = new OpenRolloutPage(browser, path);
        ConsoleHttpClient.PageResponse first = browser.get(path);
        Matcher rollout = ROLLOUT.matcher(first.text());
        if (!first.isDone() || !rollout.find()) {
            throw new IOException("the page " + path + " was answered " + first.status() + " and is no rollout's");
        }
        page.api = rollout.group(1);
        page.lastTick = Long.parseLong(rollout.group(2));
        Thread.ofVirtual().name("stream of " + path).start(() -> page.runTask(page::listen));
        Thread.ofVirtual().name("refreshes of " + path).start(() -> page.runTask(page::refresh));
        return page;
    }

    /// The updates of an open page so far.
    ///
    /// @param ticks ticks received on the stream
    /// @param refreshes refreshes of the page
    /// @param bytes size of the refreshed pages, as sent
    record PageUpdateCounts(long ticks, long refreshes, long bytes) {
        static final PageUpdateCounts NOTHING = new PageUpdateCounts(0, 0, 0);

        PageUpdateCounts plus(PageUpdateCounts other) {
            return new PageUpdateCounts(ticks + other.ticks, refreshes + other.refreshes, bytes + other.bytes);
        }

        PageUpdateCounts minus(PageUpdateCounts other) {
            return new PageUpdateCounts(ticks - other.ticks, refreshes - other.refreshes, bytes - other.bytes);
        }
    }

    /// @throws IOException when the page is no longer updated
    PageUpdateCounts updateCounts() throws IOException {
        Exception failed = failure;
        if (failed != null) {
            throw new IOException("the open page " + path + " broke: " + failed, failed);
        }
        return new PageUpdateCounts(ticks.get(), refreshes.get(), bytes.get());
    }

    @Override
    public void close() {
        closed = true;
        asked.release();
        browser.close();
    }

    private interface PageTask {
        void run() throws IOException, InterruptedException;
    }

    private void runTask(PageTask part) {
        try {
            part.run();
        } catch (IOException | UncheckedIOException e) {
            failure = closed ? failure : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws IOException, InterruptedException {
        try (Stream<String> lines = browser.events(api + "/events?brief=true")) {
            loadTicks();
            asked.release();
            var events = lines.iterator();
            String name = "";
            while (events.hasNext()) {
                String line = events.next();
                if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    handleEvent(name, line.substring("data:".length()));
                }
            }
        }
        if (!closed) {
            throw new IOException("its stream ended");
        }
    }

    private void handleEvent(String name, String data) throws IOException, InterruptedException {
        if (name.equals("tick")) {
            ticks.incrementAndGet();
            long number = JSON.readTree(data).path("number").asLong();
            if (number == lastTick + 1) {
                lastTick = number;
            } else if (number > lastTick) {
                loadTicks();
            }
        } else if (name.equals("rollout")) {
            long decided = JSON.readTree(data).path("decisions").asLong();
            if (decided != decisions) {
                hurried.release();
            }
            decisions = decided;
        }
        asked.release();
    }

    private void loadTicks() throws IOException, InterruptedException {
        ConsoleHttpClient.PageResponse pageResponse =
                browser.get(api + "/ticks?after=" + lastTick + "&limit=" + PageWeightProbe.MAX_TICKS);
        if (pageResponse.isDone()) {
            for (var tick : JSON.readTree(pageResponse.text())) {
                lastTick = Math.max(lastTick, tick.path("number").asLong());
            }
        }
    }

    /* A request during a running refresh triggers one more afterwards. */
    private void refresh() throws IOException, InterruptedException {
        long next = System.nanoTime();
        while (!closed) {
            asked.acquire();
            asked.drainPermits();
            if (hurried.tryAcquire(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                hurried.drainPermits();
            }
            next = System.nanoTime() + REFRESH.toNanos();
            ConsoleHttpClient.PageResponse pageResponse = browser.get(path);
            if (!pageResponse.isDone()) {
                throw new IOException("a refresh was answered " + pageResponse.status());
            }
            refreshes.incrementAndGet();
            bytes.addAndGet(pageResponse.bytes());
        }
    }
}
