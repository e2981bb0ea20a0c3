// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The gRPC server for flagd's sync, enabled by `--sync-port`.
///
/// Stops after [SnapshotChannelRegistry], which ends open streams with UNAVAILABLE, so that their clients
/// reconnect.
@Component
public class FlagdSyncServer implements SmartLifecycle {
    /// Requests contain only a few short strings.
    private static final int MAX_REQUEST_BYTES = 65_536;
    /// Seconds after which a peer that disappeared without closing its connection is detected.
    private static final long KEEP_ALIVE_SECONDS = 30;
    /// Minimum interval of keep-alive pings by clients, in seconds.
    private static final long CLIENT_KEEP_ALIVE_SECONDS = 5;

    private static final long LONGEST_STOP_SECONDS = 2;

    private final ServerStartOptions options;
    private final FlagdSyncService calls;
    private final FlagdSyncAuthInterceptor access;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Server server;

    FlagdSyncServer(ServerStartOptions options, FlagdSyncService calls, FlagdSyncAuthInterceptor access) {
        this.options = options;
        this.calls = calls;
        this.access = access;
    }

    /// Returns the address as `HOST:PORT`; empty when the server does not listen.
    public Optional<String> address() {
        return Optional.ofNullable(server).map(listening -> options.host() + ":" + listening.getPort());
    }

    @Override
    public void start() {
        Integer port = options.syncPort();
        if (port != null) {
            server = listen(port);
        }
    }

    private Server listen(int port) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), port))
                    .executor(threads)
                    .addService(ServerInterceptors.intercept(calls, access))
                    .maxInboundMessageSize(MAX_REQUEST_BYTES)
                    .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveTime(CLIENT_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .build()
                    .start();
        } catch (IOException e) {
            PortInUseException.throwIfPortBindingException(e, () -> port);
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Server listening = server;
        server = null;
        if (listening != null) {
            shutDown(listening.shutdown());
        }
        threads.shutdown();
    }

    private static void shutDown(Server stopping) {
        try {
            stopping.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 2;
    }
}
