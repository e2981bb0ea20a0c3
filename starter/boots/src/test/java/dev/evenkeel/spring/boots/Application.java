// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import dev.evenkeel.sdk.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/// A running application with the starter, on a free port.
final class Application implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final ConfigurableApplicationContext context;

    private Application(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Nothing but what Boot and the starter make by themselves.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    /// Starts one with a server of the SDK's protocol.
    static Application start(TestServer server, Class<?> configuration, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("evenkeel.server=http://127.0.0.1:" + server.port());
        all.add("evenkeel.sdk-key=" + TestServer.KEY);
        return start(configuration, all.toArray(String[]::new));
    }

    /// Starts one.
    static Application start(Class<?> configuration, String... properties) {
        var application = new SpringApplication(configuration);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.activemq.broker-url=vm://localhost?broker.persistent=false&broker.useJmx=false",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new Application(application.run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// The status of an answer.
    int status(String path, String... headers) throws Exception {
        return request(path, headers).statusCode();
    }

    /// Body of a response with any status.
    String get(String path, String... headers) throws Exception {
        return request(path, headers).body();
    }

    private HttpResponse<String> request(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
