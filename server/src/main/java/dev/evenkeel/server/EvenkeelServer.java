// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import dev.evenkeel.files.output.ProgramName;
import dev.evenkeel.server.flags.delivery.FlagdSyncServer;
import dev.evenkeel.server.foundation.audit.AuditSigningKeyLoader;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.config.ServerUsageText;
import dev.evenkeel.server.foundation.config.TlsOptions;
import dev.evenkeel.server.foundation.database.DatabaseUrlProvider;
import dev.evenkeel.server.foundation.monitoring.ServerReadiness;
import dev.evenkeel.server.foundation.security.identity.InitialAccessSetup;
import dev.evenkeel.server.foundation.security.identity.OidcGroupRoles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The Evenkeel server. Exit codes: 143 stopped by SIGTERM, 1 failed to start, 2 invalid usage.
@SpringBootApplication(proxyBeanMethods = false, exclude = TomcatMetricsAutoConfiguration.class)
public class EvenkeelServer {
    EvenkeelServer() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (ServerCommandLineParser.isHelpRequested(given)) {
            System.out.print(ProgramName.replaceIn(ServerUsageText.format()));
            return;
        }
        try {
            ServerStartOptions options = ServerCommandLineParser.parse(given, System.getenv());
            options.warnings().forEach(System.err::println);
            start(options, System.out);
        } catch (CommandLineUsageException e) {
            System.err.println(ProgramName.replaceIn(e.getMessage() + "\nHelp: ./evenkeel serve --help"));
            System.exit(2);
        } catch (InvalidFlagFilesException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println(ProgramName.replaceIn("The server did not start. " + StartupErrorMessages.explain(e)));
            System.exit(1);
        }
    }

    /// Starts a server and returns when it accepts requests. Prints `Sync HOST:PORT` to `out` if it listens for
    /// flagd, then `Ready http://HOST:PORT`, or `https` with TLS. All other output is for the operator.
    static ConfigurableApplicationContext start(ServerStartOptions options, PrintStream out) {
        FlagFileLoader flags = FlagFileLoader.load(options.flagFiles());
        OidcGroupRoles roles = OidcGroupRoles.of(options);
        AuditSigningKey key = AuditSigningKeyLoader.load(options, out::println);
        DatabaseUrlProvider database = DatabaseUrlProvider.open(options);
        SpringApplication application = new SpringApplication(EvenkeelServer.class);
        application.setMainApplicationClass(ServerBeanDefinitions.class);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(ServerStartOptions.class, () -> options);
            beans.registerBean(FlagFileLoader.class, () -> flags);
            beans.registerBean(OidcGroupRoles.class, () -> roles);
            beans.registerBean(DatabaseUrlProvider.class, () -> database);
            beans.registerBean(AuditSigningKey.class, () -> key);
        });
        application.addInitializers(context -> context.addBeanFactoryPostProcessor(beans ->
                ((DefaultListableBeanFactory) beans).setAutowireCandidateResolver(new BeanNameByTypeResolver())));
        application.addListeners((ApplicationListener<ApplicationFailedEvent>) ignored -> database.close());
        ConfigurableApplicationContext context = application.run(properties(options));
        PublicBaseUrl urls = context.getBean(PublicBaseUrl.class);
        context.getBean(InitialAccessSetup.class)
                .createMissingAccess(urls.url())
                .forEach(out::println);
        context.getBean(ServerReadiness.class).markReady();
        context.getBean(FlagdSyncServer.class).address().ifPresent(sync -> out.println("Sync " + sync));
        out.println("Ready " + urls.listenUrl());
        StartupCacheTraining.startInBackground(System.getProperty(StartupCacheTraining.COMMAND), out);
        out.flush();
        return context;
    }

    private static String[] properties(ServerStartOptions options) {
        List<String> properties = new ArrayList<>(List.of(
                "--server.address=" + options.host(),
                "--server.port=" + options.port(),
                "--server.tomcat.remoteip.internal-proxies=" + String.join(",", options.trustedProxies())));
        TlsOptions tls = options.tls();
        if (tls != null) {
            String bundle = "--spring.ssl.bundle.pem." + TlsOptions.BUNDLE;
            properties.addAll(List.of(
                    bundle + ".keystore.certificate=" + toLocation(tls.certificate()),
                    bundle + ".keystore.private-key=" + toLocation(tls.key()),
                    bundle + ".keystore.verify-keys=true",
                    bundle + ".reload-on-update=true",
                    "--server.ssl.bundle=" + TlsOptions.BUNDLE,
                    "--server.http2.enabled=true"));
        }
        return properties.toArray(String[]::new);
    }

    private static String toLocation(Path file) {
        return file.toAbsolutePath().toUri().toString();
    }
}
