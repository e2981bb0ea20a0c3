// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import dev.evenkeel.files.audit.SigningKey;
import dev.evenkeel.files.flag.FlagFiles;
import dev.evenkeel.files.flag.InvalidFlagFiles;
import dev.evenkeel.server.flags.delivery.FlagdSync;
import dev.evenkeel.server.foundation.audit.LedgerKey;
import dev.evenkeel.server.foundation.config.CommandLine;
import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.config.UsageException;
import dev.evenkeel.server.foundation.database.Database;
import dev.evenkeel.server.foundation.monitoring.Readiness;
import dev.evenkeel.server.foundation.security.people.FirstAccess;
import dev.evenkeel.server.foundation.security.people.GroupRoles;
import java.io.PrintStream;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The Evenkeel server. Exit codes: 143 stopped by SIGTERM as told, 1 could not start, 2 wrong use.
@SpringBootApplication(proxyBeanMethods = false)
public class EvenkeelServer {
    EvenkeelServer() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (CommandLine.asksForHelp(given)) {
            System.out.print(CommandLine.USAGE);
            return;
        }
        try {
            start(CommandLine.parse(given, System.getenv()), System.out);
        } catch (UsageException e) {
            System.err.println(e.getMessage() + "\n\n" + CommandLine.USAGE);
            System.exit(2);
        } catch (InvalidFlagFiles e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("The server did not start. " + StartFailure.explain(e));
            System.exit(1);
        }
    }

    /// Starts a server and returns when it serves; prints `Ready http://HOST:PORT` to `out`, and
    /// before that `Sync HOST:PORT` when it listens for flagd. What else is printed is for the operator.
    static ConfigurableApplicationContext start(ServerOptions options, PrintStream out) {
        FlagFiles flags = FlagFiles.read(options.flags());
        GroupRoles roles = GroupRoles.of(options.oidc());
        SigningKey key = LedgerKey.open(options, out::println);
        Database database = Database.open(options);
        SpringApplication application = new SpringApplication(EvenkeelServer.class);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(ServerOptions.class, () -> options);
            beans.registerBean(FlagFiles.class, () -> flags);
            beans.registerBean(GroupRoles.class, () -> roles);
            beans.registerBean(Database.class, () -> database);
            beans.registerBean(SigningKey.class, () -> key);
        });
        application.addListeners((ApplicationListener<ApplicationFailedEvent>) ignored -> database.close());
        ConfigurableApplicationContext context =
                application.run("--server.address=" + options.host(), "--server.port=" + options.port());
        String address =
                "http://" + options.host() + ":" + context.getEnvironment().getProperty("local.server.port");
        context.getBean(FirstAccess.class).settle(address).forEach(out::println);
        context.getBean(Readiness.class).announce();
        context.getBean(FlagdSync.class).address().ifPresent(sync -> out.println("Sync " + sync));
        out.println("Ready " + address);
        out.flush();
        return context;
    }
}
