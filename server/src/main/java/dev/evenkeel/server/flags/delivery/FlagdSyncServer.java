// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.config.TlsOptions;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
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
    private final SslBundles bundles;
    private final FlagdSyncService calls;
    private final FlagdSyncAuthInterceptor access;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Server server;

    FlagdSyncServer(
            ServerStartOptions options, SslBundles bundles, FlagdSyncService calls, FlagdSyncAuthInterceptor access) {
        this.options = options;
        this.bundles = bundles;
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
            return NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), port), credentials())
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

    private ServerCredentials credentials() {
        if (options.tls() == null) {
            return InsecureServerCredentials.create();
        }
        var keys = new AdvancedTlsX509KeyManager();
        useCertificate(keys, bundles.getBundle(TlsOptions.BUNDLE));
        bundles.addBundleUpdateHandler(TlsOptions.BUNDLE, bundle -> useCertificate(keys, bundle));
        return TlsServerCredentials.newBuilder().keyManager(keys).build();
    }

    private static void useCertificate(AdvancedTlsX509KeyManager keys, SslBundle bundle) {
        KeyStore store = Objects.requireNonNull(bundle.getStores().getKeyStore());
        try {
            String alias = store.aliases().nextElement();
            X509Certificate[] chain = Stream.of(store.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            keys.updateIdentityCredentials(chain, (PrivateKey) store.getKey(alias, null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of the TLS options cannot be used", e);
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
