// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The payment service as a process.
///
/// It listens only on 127.0.0.1, prints `Ready http://127.0.0.1:PORT` to standard output once it can book,
/// logs to standard error, and exits within ten seconds of SIGTERM. Exit code 2: invalid options.
@SpringBootApplication(proxyBeanMethods = false)
public class PaymentsApplication {

    /// Runs the service until it is stopped.
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(PaymentsOptions.USAGE);
            return;
        }
        PaymentsOptions options;
        try {
            options = PaymentsOptions.parse(
                    PaymentsOptions.withSdkKey(List.of(arguments), System.getenv()),
                    Path.of(System.getProperty("evenkeel.home", ".")));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nHelp: ./evenkeel payments --help");
            System.exit(2);
            return;
        }
        System.out.println("Ready " + address(start(options)));
    }

    /// Starts the service and returns once it can book.
    static ConfigurableApplicationContext start(PaymentsOptions options) {
        SpringApplication application = new SpringApplication(PaymentsApplication.class);
        application.setDefaultProperties(Map.of("server.port", options.port()));
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(PaymentsOptions.class, () -> options));
        return application.run();
    }

    /// Returns the URL on which a started service listens.
    static String address(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }
}
