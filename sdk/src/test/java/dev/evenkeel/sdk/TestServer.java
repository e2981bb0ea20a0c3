// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A server of the SDK protocol on loopback whose responses a test sets. Because it responds within
/// milliseconds, tests poll every 10 ms.
public final class TestServer implements AutoCloseable {
    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    public static final String KEY = "the-key";

    /// All received batches, including rejected ones.
    public final BlockingQueue<OutcomeBatch> batches = new LinkedBlockingQueue<>();

    /// Bodies of all received batches.
    public final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    /// `Evenkeel-Instance-Secret` of every batch that came, empty without.
    public final Queue<String> secrets = new ConcurrentLinkedQueue<>();

    /// All accepted acknowledgements.
    public final BlockingQueue<RevisionAckMessage> acks = new LinkedBlockingQueue<>();

    /// Instances that reported their end.
    public final BlockingQueue<String> closedInstances = new LinkedBlockingQueue<>();

    /// All accepted usage reports.
    public final BlockingQueue<FlagUsageReport> usageReports = new LinkedBlockingQueue<>();

    /// Bodies of all accepted starts of reconciliation passes.
    public final Queue<String> passes = new ConcurrentLinkedQueue<>();

    /// All accepted reports of reconciliation passes: ID and body.
    public final Queue<String> passReports = new ConcurrentLinkedQueue<>();

    /// `If-None-Match` of every request for the flags, empty without.
    public final BlockingQueue<String> polls = new LinkedBlockingQueue<>();

    /// `Evenkeel-Revision-Token` of every request for the flags or a stream, empty without.
    public final Queue<String> revisionTokens = new ConcurrentLinkedQueue<>();

    /// Body of responses to rejected polls.
    public volatile String pollErrorBody = "{}";

    /// `Evenkeel-Instance` of every request for a stream, empty without.
    public final Queue<String> streamInstances = new ConcurrentLinkedQueue<>();

    /// The query of every request for a stream.
    public final Queue<String> streamQueries = new ConcurrentLinkedQueue<>();

    /// Number of requests for a stream.
    public final AtomicInteger streams = new AtomicInteger();

    /// Statuses of the next responses to batches; 200 when the queue is empty.
    public final Queue<Integer> outcomeStatuses = new ConcurrentLinkedQueue<>();

    /// `Retry-After` of the answers to batches; empty for none.
    public volatile String retryAfter = "";

    /// Statuses of the next responses to acknowledgements; 204 when the queue is empty.
    public final Queue<Integer> ackStatuses = new ConcurrentLinkedQueue<>();

    /// Statuses of the next responses to usage reports; 204 when the queue is empty.
    public final Queue<Integer> usageStatuses = new ConcurrentLinkedQueue<>();

    /// Status of every answer to a stream.
    public volatile int streamStatus = 200;

    /// Status of every answer to a poll.
    public volatile int pollStatus = 200;

    /// Status of all responses to reconciliation passes; 0 accepts them.
    public volatile int passStatus;

    /// Snapshot that polls and new streams receive.
    public volatile SnapshotMessage snapshot;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<OpenStream> open = new CopyOnWriteArrayList<>();

    public TestServer(long revision, String definition) {
        this(0, revision, definition);
    }

    public TestServer(int port, long revision, String definition) {
        this.snapshot = new SnapshotMessage("default", revision, definition);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on port " + port, e);
        }
        http.setExecutor(threads);
        http.createContext("/sdk/v1/stream", this::stream);
        http.createContext("/sdk/v1/flags", this::poll);
        http.createContext("/sdk/v1/outcomes", this::outcomes);
        http.createContext("/sdk/v1/acks", this::acks);
        http.createContext("/sdk/v1/usage", this::usage);
        http.createContext("/sdk/v1/clients/", this::clients);
        http.createContext("/sdk/v1/reconciliations", this::reconciliations);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /// A configuration for this server, with short waits.
    public EvenkeelConfig.Builder config() {
        return EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + port()), KEY);
    }

    /// Changes the flags and sends them on every stream.
    public void publish(long revision, String definition) {
        snapshot = new SnapshotMessage("default", revision, definition);
        sendRawEvent(event(snapshot));
    }

    /// Changes the flags and sends only the difference on every stream.
    public void publishDelta(long revision, String definition) {
        FlagSet before = FlagSet.of(snapshot);
        snapshot = new SnapshotMessage("default", revision, definition);
        sendRawEvent(event(DeltaMessage.between(before, FlagSet.of(snapshot))));
    }

    /// Sends text on every stream.
    public void sendRawEvent(String text) {
        open.forEach(stream -> stream.send(text));
    }

    /// Number of open streams.
    public int openStreams() {
        return open.size();
    }

    /// Ends every stream regularly.
    public void endStreams() {
        open.forEach(OpenStream::end);
    }

    /// Closes all connections and stops listening.
    @Override
    public void close() {
        http.stop(0);
        endStreams();
        threads.shutdownNow();
    }

    public static String event(SnapshotMessage snapshot) {
        return "event: snapshot\nid: " + snapshot.revision() + "\ndata: " + WireCodec.encode(snapshot) + "\n\n";
    }

    public static String event(DeltaMessage delta) {
        return "event: delta\nid: " + delta.revision() + "\ndata: " + WireCodec.encode(delta) + "\n\n";
    }

    private record OpenStream(HttpExchange exchange, CountDownLatch ended) {
        synchronized void send(String text) {
            try {
                exchange.getResponseBody().write(text.getBytes(UTF_8));
                exchange.getResponseBody().flush();
            } catch (IOException gone) {
                end();
            }
        }

        void end() {
            ended.countDown();
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        String reader = exchange.getRequestHeaders().getFirst("Evenkeel-Instance");
        streamInstances.add(reader == null ? "" : reader);
        recordRevisionToken(exchange);
        streamQueries.add(exchange.getRequestURI().getQuery());
        streams.incrementAndGet();
        if (streamStatus != 200 || isUnauthorized(exchange)) {
            answer(exchange, streamStatus == 200 ? 401 : streamStatus, "{}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var stream = new OpenStream(exchange, new CountDownLatch(1));
        open.add(stream);
        stream.send(initialEvent(exchange.getRequestURI().getQuery()));
        try {
            stream.ended().await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.remove(stream);
        exchange.close();
    }

    /// An empty delta if the client already has the flags.
    private String initialEvent(String query) {
        FlagSet flags = FlagSet.of(snapshot);
        return query.endsWith("have=" + flags.tag()) ? event(DeltaMessage.between(flags, flags)) : event(snapshot);
    }

    private void poll(HttpExchange exchange) throws IOException {
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        polls.add(known == null ? "" : known);
        recordRevisionToken(exchange);
        String etag = FlagSet.of(snapshot).etag();
        exchange.getResponseHeaders().set("ETag", etag);
        if (pollStatus != 200 || isUnauthorized(exchange)) {
            answer(exchange, pollStatus == 200 ? 401 : pollStatus, pollErrorBody);
        } else if (etag.equals(known)) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            answer(exchange, 200, WireCodec.encode(snapshot));
        }
    }

    private void recordRevisionToken(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Evenkeel-Revision-Token");
        revisionTokens.add(token == null ? "" : token);
    }

    private void outcomes(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer status = outcomeStatuses.poll();
        batches.add(WireCodec.decodeBatch(body));
        bodies.add(new String(body, UTF_8));
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        String secret = exchange.getRequestHeaders().getFirst("Evenkeel-Instance-Secret");
        secrets.add(secret == null ? "" : secret);
        answer(exchange, isUnauthorized(exchange) ? 401 : status == null ? 200 : status, Json.of("{'accepted':true}"));
    }

    private void acks(HttpExchange exchange) throws IOException {
        RevisionAckMessage ack = WireCodec.decodeAck(exchange.getRequestBody().readAllBytes());
        Integer status = ackStatuses.poll();
        if (status == null) {
            acks.add(ack);
        }
        exchange.sendResponseHeaders(status == null ? 204 : status, -1);
        exchange.close();
    }

    private void clients(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("DELETE")) {
            closedInstances.add(path.substring(path.lastIndexOf('/') + 1));
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void reconciliations(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (passStatus != 0 || isUnauthorized(exchange)) {
            answer(exchange, passStatus == 0 ? 401 : passStatus, "{}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            passes.add(body);
            answer(exchange, 201, Json.of("{'id':'pass-%s'}", passes.size()));
        } else {
            passReports.add(path.substring(path.lastIndexOf('/') + 1) + " " + body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    private void usage(HttpExchange exchange) throws IOException {
        FlagUsageReport report = WireCodec.decodeUsage(exchange.getRequestBody().readAllBytes());
        Integer status = isUnauthorized(exchange) ? Integer.valueOf(401) : usageStatuses.poll();
        if (status == null) {
            usageReports.add(report);
        }
        exchange.sendResponseHeaders(status == null ? 204 : status, -1);
        exchange.close();
    }

    private static boolean isUnauthorized(HttpExchange exchange) {
        return !("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
