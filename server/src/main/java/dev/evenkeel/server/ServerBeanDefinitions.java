// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import org.springframework.boot.SpringApplication;

/// Names the bean definitions that Spring generates as code when a package is built.
///
/// Spring's `SpringApplicationAotProcessor` calls [#main] and stops before beans are created, so this starts no
/// server. A server with `-Dspring.aot.enabled=true` uses the generated code and does not search for beans.
final class ServerBeanDefinitions {
    private ServerBeanDefinitions() {}

    public static void main(String[] arguments) {
        new SpringApplication(EvenkeelServer.class).run(arguments);
    }
}
