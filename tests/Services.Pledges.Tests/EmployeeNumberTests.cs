namespace Netralitas.Services.Pledges.Tests;

/// <summary>Numbers of nobody: birth year 1900 and serial 999 wherever the case allows. LAW-NIP-01 and LAW-NIP-02.</summary>
public class EmployeeNumberTests
{
    private const string NotEighteen = "NIP atau NI PPPK terdiri atas 18 angka.";
    private const string BirthDate = "Delapan angka pertama harus tanggal lahir yang benar (tahun, bulan, tanggal).";
    private const string MonthOrContract = "Angka ke-13 dan ke-14 harus bulan pengangkatan 01-12 (PNS) atau nomor kontrak mulai 21 (PPPK).";
    private const string Age = "Tahun pengangkatan (angka ke-9 sampai ke-12) tidak sesuai dengan tahun lahir: usia saat diangkat 18 sampai 70 tahun.";
    private const string Future = "Pengangkatan (angka ke-9 sampai ke-14) tidak boleh setelah hari ini.";
    private const string Sex = "Angka ke-15 harus 1 (pria) atau 2 (wanita).";
    private const string Serial = "Tiga angka terakhir adalah nomor urut dan dimulai dari 001.";

    [Theory]
    [InlineData("190001011925031999", "1960-05-15", "190001011925031999", false)]
    [InlineData("19000101 192503 1 999", "1960-05-15", "190001011925031999", false)]
    [InlineData(" 1900 0101\t1925\u00a003\n2 999 ", "1960-05-15", "190001011925032999", false)]
    [InlineData("190002281925011999", "1960-05-15", "190002281925011999", false)]
    [InlineData("190001011925121999", "1960-05-15", "190001011925121999", false)]
    [InlineData("190001011925011001", "1960-05-15", "190001011925011001", false)]
    [InlineData("190012311918011999", "1960-05-15", "190012311918011999", false)]
    [InlineData("190001011970011999", "1970-01-01", "190001011970011999", false)]
    [InlineData("190001011960051999", "1960-05-01", "190001011960051999", false)]
    [InlineData("190001011950211999", "1960-05-15", "190001011950211999", true)]
    [InlineData("190001011950222999", "1960-05-15", "190001011950222999", true)]
    [InlineData("190001011950991999", "1960-05-15", "190001011950991999", true)]
    [InlineData("190001011960211999", "1960-01-01", "190001011960211999", true)]
    public void A_well_formed_number_is_read_without_its_spaces(string typed, string today, string digits, bool isPppk)
    {
        Assert.True(EmployeeNumber.TryParse(typed, Day(today), out var number, out var fault));

        Assert.Null(fault);
        Assert.Equal((digits, isPppk), (number.Digits, number.IsPppk));
    }

    [Theory]
    [InlineData("", "1960-05-15", NotEighteen)]
    [InlineData("   ", "1960-05-15", NotEighteen)]
    [InlineData("123456789", "1960-05-15", NotEighteen)]
    [InlineData("19000101192503199", "1960-05-15", NotEighteen)]
    [InlineData("1900010119250319999", "1960-05-15", NotEighteen)]
    [InlineData("19000101192503199X", "1960-05-15", NotEighteen)]
    [InlineData("19000101-192503-1-999", "1960-05-15", NotEighteen)]
    [InlineData("-90001011925031999", "1960-05-15", NotEighteen)]
    [InlineData("١٩٠٠٠١٠١١٩٢٥٠٣١٩٩٩", "1960-05-15", NotEighteen)]
    [InlineData("190000011925031999", "1960-05-15", BirthDate)]
    [InlineData("190013011925031999", "1960-05-15", BirthDate)]
    [InlineData("190002291925031999", "1960-05-15", BirthDate)]
    [InlineData("190001321925031999", "1960-05-15", BirthDate)]
    [InlineData("000001011925031999", "1960-05-15", BirthDate)]
    [InlineData("190001011925001999", "1960-05-15", MonthOrContract)]
    [InlineData("190001011925131999", "1960-05-15", MonthOrContract)]
    [InlineData("190001011925201999", "1960-05-15", MonthOrContract)]
    [InlineData("190001011917121999", "1960-05-15", Age)]
    [InlineData("190001011971011999", "1980-05-15", Age)]
    [InlineData("190001011899011999", "1960-05-15", Age)]
    [InlineData("190001011917211999", "1960-05-15", Age)]
    [InlineData("190001011960061999", "1960-05-31", Future)]
    [InlineData("190001011961011999", "1960-12-31", Future)]
    [InlineData("190001011961211999", "1960-12-31", Future)]
    [InlineData("190001011925030999", "1960-05-15", Sex)]
    [InlineData("190001011925033999", "1960-05-15", Sex)]
    [InlineData("190001011925031000", "1960-05-15", Serial)]
    [InlineData("190001011950212000", "1960-05-15", Serial)]
    public void A_malformed_number_is_told_what_to_change(string typed, string today, string sentence)
    {
        Assert.False(EmployeeNumber.TryParse(typed, Day(today), out var number, out var fault));

        Assert.Equal(sentence, fault);
        Assert.Equal(default, number);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
