package dev.keelson.bootstrap.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.config.EncryptionAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGenerationTest {
  @ParameterizedTest
  @ValueSource(ints = {512, 1024})
  void primesArePrimeInRangeAndUsableWithTheExponent(int bits) {
    var primes = new RsaPrimes(bits, new SecureRandom());
    BigInteger smallestSquare = BigInteger.TWO.pow(2 * bits - 1);
    for (BigInteger prime : Stream.generate(primes::next).limit(8).toList()) {
      assertThat(prime.isProbablePrime(128)).isTrue();
      assertThat(prime.bitLength()).isEqualTo(bits);
      assertThat(prime.multiply(prime)).isGreaterThan(smallestSquare);
      assertThat(prime.subtract(BigInteger.ONE).gcd(RsaPrimes.EXPONENT)).isEqualTo(BigInteger.ONE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "RSA_3072"})
  void rsaKeyIsAsLongAsItsNameAndConsistent(EncryptionAlgorithm algorithm) {
    var key = (RSAPrivateCrtKey) KeyGeneration.generate(algorithm).getPrivate();
    int bits = Integer.parseInt(algorithm.word().substring("RSA-".length()));
    BigInteger p1 = key.getPrimeP().subtract(BigInteger.ONE);
    BigInteger q1 = key.getPrimeQ().subtract(BigInteger.ONE);
    assertThat(key.getModulus().bitLength()).isEqualTo(bits);
    assertThat(key.getPrimeP().multiply(key.getPrimeQ())).isEqualTo(key.getModulus());
    assertThat(key.getPrimeP()).isGreaterThan(key.getPrimeQ());
    assertThat(key.getPrivateExponent().multiply(key.getPublicExponent()).mod(p1)).isOne();
    assertThat(key.getPrivateExponent().multiply(key.getPublicExponent()).mod(q1)).isOne();
    assertThat(key.getPrimeExponentP()).isEqualTo(key.getPrivateExponent().mod(p1));
    assertThat(key.getPrimeExponentQ()).isEqualTo(key.getPrivateExponent().mod(q1));
    assertThat(key.getCrtCoefficient().multiply(key.getPrimeQ()).mod(key.getPrimeP())).isOne();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RSA_4096")
  void signatureVerifies(EncryptionAlgorithm algorithm) throws Exception {
    KeyPair pair = KeyGeneration.generate(algorithm);
    byte[] text = "keelson".getBytes(StandardCharsets.UTF_8);
    var name = algorithm.word().startsWith("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    var signature = Signature.getInstance(name);
    signature.initSign(pair.getPrivate());
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(pair.getPublic());
    signature.update(text);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void noTwoKeysShareAPrime() {
    var primes =
        Stream.generate(() -> KeyGeneration.generate(EncryptionAlgorithm.RSA_2048).getPrivate())
            .limit(4)
            .map(RSAPrivateCrtKey.class::cast)
            .flatMap(key -> Stream.of(key.getPrimeP(), key.getPrimeQ()));
    assertThat(primes).doesNotHaveDuplicates();
  }
}
