package io.longtake.network;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URL;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/** That HTTP clients are made in one place; included in the walls of every module that speaks HTTP. */
public final class ClientWalls {
    private ClientWalls() {}

    @ArchTest
    public static final ArchRule clientsAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.network.http..")
            .should()
            .callConstructor(OkHttpClient.class)
            .orShould()
            .callConstructor(OkHttpClient.Builder.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "followRedirects", boolean.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "followSslRedirects", boolean.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxy", Proxy.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxySelector", ProxySelector.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "proxyAuthenticator", Authenticator.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "addInterceptor", okhttp3.Interceptor.class)
            .orShould()
            .callMethod(OkHttpClient.Builder.class, "addNetworkInterceptor", okhttp3.Interceptor.class);

    @ArchTest
    public static final ArchRule theJdksClientsAreNotUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "openConnection", Proxy.class)
            .orShould()
            .callMethod(URL.class, "openStream");
}
